/** Why an event does not apply. */
export type RefusalCode =
  | 'NOT_STARTED'
  | 'ALREADY_STARTED'
  | 'NOT_ACTIVE'
  | 'WRONG_GRAPH'
  | 'START_EVENT_NEEDED'
  | 'NO_SUCH_INSTANCE'
  | 'NO_SUCH_ELEMENT'
  | 'NOT_WAITING'
  | 'NO_INCIDENT'
  | 'CANNOT_SKIP'
  | 'SCOPE_NOT_OPEN'
  | 'AMBIGUOUS_SCOPE'
  | 'NOT_AD_HOC'
  | 'CANNOT_MIGRATE'
  | 'TOO_LARGE';

/** An event that does not apply to the current state; the state is unchanged. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly zh: string,
    readonly en: string,
    readonly element?: string,
  ) {
    super(en);
    this.name = 'Refusal';
  }
}
