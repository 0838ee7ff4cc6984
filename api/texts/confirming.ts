import type { StoredDocument, Task } from '../../models';
import type { Person } from '../access/person';
import type { Aim } from './oneTimeCodes';

/** A one-time code for the withdrawal of a case confirms that alone. */
export const withdrawing =
  (number: string) =>
  ({ id }: Person): Aim => ({ person: id, purpose: 'act', subject: `withdraw|${number}` });

/** A one-time code for a mandate confirms that this agent gets one in this case. */
export const giving =
  (number: string, account: string) =>
  ({ id }: Person): Aim => ({ person: id, purpose: 'act', subject: `mandate|${number}|${account.trim()}` });

/** A one-time code for a task confirms that task alone, and of a document that is signed this very version. */
export function confirming({ id }: Person, { _id, variables }: Pick<Task, '_id' | 'variables'>): Aim {
  const hash = variables?.sha256;
  const signed = typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash) ? `|${hash}` : '';
  return { person: id, purpose: 'act', subject: `${_id}${signed}` };
}

/** A one-time code for a paper that somebody signs for confirms this version alone. */
export const signingFor =
  ({ _id, sha256 }: Pick<StoredDocument, '_id' | 'sha256'>) =>
  ({ id }: Person): Aim => ({ person: id, purpose: 'act', subject: `sign|${_id}|${sha256}` });
