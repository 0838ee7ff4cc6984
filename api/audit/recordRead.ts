import { recordView } from '../../models';
import type { Who } from '../access/Who';
import type { Operation } from '../contract/operation';

/** What a path is about, as far as reading it is recorded: it must belong to a case. */
interface Looked {
  _id?: string;
  case?: string | { _id: string };
  document?: { _id: string };
}

const ofACase = /^\/(cases|tasks|documents|incidents|instances)\/\{/;

/**
 * Records who reads a case, or one of its tasks, documents or instances, before the answer is sent. Lists only show
 * what a row needs, and their exports are recorded separately.
 */
export async function recordRead(operation: Operation, who: Who, target: unknown, at: Date): Promise<void> {
  if (operation.method !== 'get' || !target || !ofACase.test(operation.path)) return;
  const { _id, case: of, document } = target as Looked;
  const number = typeof of === 'string' ? of : (of?._id ?? _id);
  const subject = document?._id ?? (of === undefined ? undefined : _id);
  if (number) await recordView({ at, by: who.id, case: number, action: operation.id, ...(subject && { subject }) });
}
