/** Why a model cannot be compiled for execution. */
export type CompileRefusalCode =
  | 'NO_SUCH_PROCESS'
  | 'UNSUPPORTED_ELEMENT'
  | 'NO_IMPLEMENTATION'
  | 'DANGLING_REFERENCE'
  | 'MISSING_EXPRESSION'
  | 'EXPRESSION_SYNTAX'
  | 'DUPLICATE_ID'
  | 'BAD_VALUE'
  | 'MISPLACED'
  | 'TOO_DEEP';

/** A model, or one element of it, that the engine cannot run. `zh` and `en` say what is wrong and what to do. */
export class CompileRefusal extends Error {
  constructor(
    readonly code: CompileRefusalCode,
    readonly element: string | undefined,
    readonly zh: string,
    readonly en: string,
  ) {
    super(element ? `${element}: ${en}` : en);
    this.name = 'CompileRefusal';
  }
}
