/** Why an instance cannot continue by itself; it becomes an incident. */
export type StuckCode =
  | 'EXPRESSION_FAILED'
  | 'NOT_BOOLEAN'
  | 'NOT_A_DATE'
  | 'NOT_A_NUMBER'
  | 'NOT_A_LIST'
  | 'NOT_A_TEXT'
  | 'NO_FLOW_CHOSEN'
  | 'NO_SUCH_DECISION'
  | 'NO_SUCH_LINK'
  | 'LOOP_WITHOUT_WAIT'
  | 'STEP_TOO_LONG'
  | 'TOO_MANY_INSTANCES'
  | 'TOO_LARGE'
  | 'JOB_FAILED'
  | 'CALL_FAILED'
  | 'CALL_TOO_DEEP'
  | 'UNHANDLED_ERROR'
  | 'NO_SUCH_ACTIVITY';

/** Thrown when an instance cannot continue; the step turns it into an incident of that instance. */
export class Stuck extends Error {
  constructor(
    readonly code: StuckCode,
    readonly zh: string,
    readonly en: string,
  ) {
    super(`${zh} / ${en}`);
    this.name = 'Stuck';
  }
}

/** The result, or undefined if it cannot be had. */
export function unlessStuck<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof Stuck) return undefined;
    throw error;
  }
}
