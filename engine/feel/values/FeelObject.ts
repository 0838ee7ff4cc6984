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

/** A FEEL value that JSON has no word for. Immutable. */
export abstract class FeelObject {
  abstract readonly type: FeelType;

  /** FEEL's `value.name`; undefined where the type has no such property (§10.3.2.5, Table 53). */
  abstract property(name: string): unknown;

  /** Whether both, of the same type, are the same value by FEEL's `=`. */
  abstract equals(other: this): boolean;

  /** Order among values of the same type: negative, 0, positive, or null where the type has none. */
  compareTo(_other: this): number | null {
    return null;
  }

  /** As FEEL's string() writes it. */
  abstract toString(): string;

  /** As a JSON variable holds it. */
  toJSON(): unknown {
    return this.toString();
  }
}
