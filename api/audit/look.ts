import { noteLook } from '../../models';
import type { Who } from '../access/Who';
import type { Operation } from '../contract/operation';

/** What a path is about, as far as a look at it is put on record: it belongs to a case. */
interface Looked {
  _id?: string;
  case?: string | { _id: string };
  document?: { _id: string };
}

const ofACase = /^\/(cases|tasks|documents|incidents|instances)\/\{/;

/**
 * Puts on record who looks at a case, or at a task, a paper or an instance of one, before the answer is given: whatever
 * is read about one thing. Lists show what a row needs, and their exports are on record by themselves.
 */
export async function noteReading(operation: Operation, who: Who, target: unknown, at: Date): Promise<void> {
  if (operation.method !== 'get' || !target || !ofACase.test(operation.path)) return;
  const { _id, case: of, document } = target as Looked;
  const number = typeof of === 'string' ? of : (of?._id ?? _id);
  const subject = document?._id ?? (of === undefined ? undefined : _id);
  if (number) await noteLook({ at, by: who.id, case: number, action: operation.id, ...(subject && { subject }) });
}
