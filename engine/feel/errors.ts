/** The text is not a FEEL expression: says where and what was expected. */
export class FeelSyntaxError extends Error {
  /** @param position offset of the offending character in `text`, from 0. */
  constructor(
    readonly text: string,
    readonly position: number,
    readonly zh: string,
    readonly en: string,
  ) {
    super(`${zh} / ${en}`);
    this.name = 'FeelSyntaxError';
  }
}

/**
 * An evaluation that would not end, or not in reasonable time and memory; `ofStep`: allowed on its own, but not after
 * the other evaluations of the same step.
 */
export class FeelLimitError extends Error {
  constructor(
    readonly zh: string,
    readonly en: string,
    readonly ofStep = false,
  ) {
    super(`${zh} / ${en}`);
    this.name = 'FeelLimitError';
  }
}
