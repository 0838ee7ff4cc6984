import { Decimal } from 'decimal.js';
import type { Cause } from '../causes';
import type { Fen } from '../money';
import type { Text } from '../text';
import type { Given } from './Given';
import type { Standards } from './Standards';

/** Exact decimals. Nothing is rounded on the way: an amount is rounded once, at its end, to the fen, half up. */
export const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP });
export type Exact = Decimal;

/** What is entered, by the key of its field, as typed. */
export type Entered = Readonly<Record<string, string | undefined>>;

export interface Choice extends Text {
  value: string;
}

/** One field of a calculation's form. `when`: asked only if what was entered so far calls for it. */
export type Field = {
  key: string;
  label: Text;
  help?: Text;
  optional?: true;
  when?(entered: Entered): boolean;
} & (
  | { type: 'money'; most?: number }
  | { type: 'number'; most: number; decimals: 0 | 1 | 2; unit: Text }
  | { type: 'day' }
  | { type: 'place' }
  | { type: 'choice'; choices: readonly Choice[] }
);

/** Why nothing is calculated: the field to mend, and what is the matter with it. */
export interface Refusal extends Text {
  key: string;
}

/** An amount with what led to it. */
export interface Result {
  fen: Fen;
  /** The way to the amount, step by step, each with its article. */
  steps: Text[];
  /** What else to know: limitation, evidence, what the law leaves open. */
  hints: Text[];
  /** What of it rests on a figure or a reading that is not certain. */
  provisional: Text[];
}

export type Outcome = { result: Result } | { refusals: Refusal[] };

/** One usual claim that can be calculated. */
export interface Calculation {
  code: string;
  name: Text;
  /** In a few plain words, for whom it is. */
  about: Text;
  /** The cause under which the amount is claimed. */
  cause: Cause;
  fields: readonly Field[];
  law: readonly Text[];
  calculate(given: Given, standards: Standards): Outcome;
}

export const refuse = (key: string, zh: string, en: string): Outcome => ({ refusals: [{ key, zh, en }] });

/** Yuan to the fen, half up. */
export const roundedFen = (yuan: Exact): Fen => yuan.times(100).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber();

/** Yuan with two decimals, marked if rounded for showing; the calculation goes on with the exact value. */
export const shown = (yuan: Exact): string => `${yuan.decimalPlaces() > 2 ? '≈' : ''}${yuan.toFixed(2)}`;

/** A number without superfluous zeros. */
export const plain = (value: Exact): string => value.toFixed();
