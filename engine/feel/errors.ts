/** The text is no FEEL expression: says where and what was expected. */
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
 * An evaluation that would not end, or not in reasonable time and memory; `ofStep`: it would have been allowed by itself,
 * but not after what was evaluated in the same step.
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
