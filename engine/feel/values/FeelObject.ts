/** The names of FEEL's types (DMN 1.3 §10.3.2). */
export type FeelType =
  | 'null'
  | 'boolean'
  | 'number'
  | 'string'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration'
  | 'list'
  | 'range'
  | 'context'
  | 'function';

/** A FEEL value that has no JSON equivalent. Immutable. */
export abstract class FeelObject {
  abstract readonly type: FeelType;

  /** FEEL's `value.name`; undefined if the type has no such property (§10.3.2.5, Table 53). */
  abstract property(name: string): unknown;

  /** Whether both, of the same type, are equal by FEEL's `=`. */
  abstract equals(other: this): boolean;

  /** Order among values of the same type: negative, 0, positive, or null if the type has none. */
  compareTo(_other: this): number | null {
    return null;
  }

  /** As written by FEEL's string(). */
  abstract toString(): string;

  /** As a JSON variable. */
  toJSON(): unknown {
    return this.toString();
  }
}
