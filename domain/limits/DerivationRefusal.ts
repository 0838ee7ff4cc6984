import type { Text } from '../text';

/** A date cannot be derived from the input: why, in both languages. */
export class DerivationRefusal extends Error implements Text {
  constructor(
    readonly code: RefusalCode,
    readonly zh: string,
    readonly en: string,
  ) {
    super(`${zh} / ${en}`);
    this.name = 'DerivationRefusal';
  }
}

export type RefusalCode =
  | 'UNKNOWN_LIMIT'
  | 'NO_DATE'
  | 'AMOUNT_NEEDED'
  | 'AMOUNT_REFUSED'
  | 'NOT_EXTENDABLE'
  | 'EXTENSION_TOO_LONG'
  | 'BAD_OPTION';
