export interface FormProblem {
  /** JSON path within the form's data, such as `claims.0.amount`; empty for the form as a whole. */
  path: string;
  code:
    | 'REQUIRED'
    | 'UNKNOWN_FIELD'
    | 'WRONG_TYPE'
    | 'NOT_AN_OPTION'
    | 'TWICE'
    | 'TOO_MANY'
    | 'TOO_MUCH'
    | 'TOO_SHORT'
    | 'TOO_LONG'
    | 'TOO_SMALL'
    | 'TOO_LARGE'
    | 'UNPRINTABLE'
    | 'PATTERN'
    | 'NOT_A_DATE'
    | 'PASSED_DATE'
    | 'DECIMALS'
    | 'CONTRADICTION';
  zh: string;
  en: string;
}

/** A problem without its path. */
export type Found = Omit<FormProblem, 'path'> | undefined;

export const problem = (code: FormProblem['code'], zh: string, en: string) => ({ code, zh, en });

export const wrongType = (zh: string, en: string) => problem('WRONG_TYPE', `这里应填${zh}`, `This must be ${en}`);
