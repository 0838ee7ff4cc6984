/** Why a source cannot be read as a BPMN model at all. */
export type ReadRefusalCode =
  | 'EMPTY'
  | 'TOO_LARGE'
  | 'TOO_MANY_ELEMENTS'
  | 'TOO_DEEP'
  | 'BAD_ENCODING'
  | 'DOCTYPE'
  | 'MALFORMED'
  | 'NOT_BPMN'
  | 'NOT_DMN';

/**
 * A source that is refused before it becomes a model: not XML, not BPMN, dangerous or too large. `line` and `column`
 * count from 1 if the location is known; `zh` and `en` say what is wrong and what to do.
 */
export class ReadRefusal extends Error {
  constructor(
    readonly code: ReadRefusalCode,
    readonly zh: string,
    readonly en: string,
    readonly line?: number,
    readonly column?: number,
  ) {
    super(line ? `${en} (line ${line}, column ${column})` : en);
    this.name = 'ReadRefusal';
  }
}
