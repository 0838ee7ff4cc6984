import { appendAudit } from '../../models';
import type { Call } from '../http/Route';

/** The chain of what belongs to no case. */
export const SYSTEM = 'system';

/** Puts what somebody does on record, before it is answered. `chain`: the case, or `system`. */
export async function audit(
  { who, at }: { who: Pick<Call['who'], 'id'>; at: Date },
  chain: string,
  action: string,
  subject?: string,
  detail?: Record<string, unknown>,
): Promise<void> {
  await appendAudit([{ chain, at, by: who.id, action, subject, detail }]);
}
