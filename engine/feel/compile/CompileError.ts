/**
 * An expression that can be parsed but has no meaning; index.ts turns it into a FeelSyntaxError, which includes the
 * text.
 */
export class CompileError extends Error {
  constructor(
    readonly at: number,
    readonly zh: string,
    readonly en: string,
  ) {
    super(`${zh} / ${en}`);
    this.name = 'CompileError';
  }
}
