/**
 * A part of the system that is not available in any way: lists each way that was tried, why it failed, and what to do.
 */
export class Unavailable extends Error {
  /**
   * @param part what is missing @param tried one line for each way, with its reason @param choices what a person can
   * do, zh and en
   */
  constructor(
    readonly part: string,
    readonly tried: string[],
    readonly choices: { zh: string; en: string }[],
  ) {
    super(
      [
        `找不到可用的 ${part} / No usable ${part} found`,
        ...tried.map((line) => `  ✗ ${line}`),
        '请任选其一 / Choose one:',
        ...choices.map(({ zh, en }, index) => `  ${index + 1}. ${zh} / ${en}`),
      ].join('\n'),
    );
    this.name = 'Unavailable';
  }
}

/** The first line of an error: enough for a list of attempts. */
export const reason = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
