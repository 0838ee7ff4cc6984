/** An expression that can be parsed but means nothing; index.ts makes it a FeelSyntaxError, which knows the text. */
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
