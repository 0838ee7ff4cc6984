import { appendAudit } from '../../models';
import type { Call } from '../http/Route';

/** The chain of actions that belong to no case. */
export const SYSTEM = 'system';

/** Records what somebody does, before the request is answered. `chain` is the case, or `system`. */
export async function audit(
  { who, at }: { who: Pick<Call['who'], 'id'> & { mandate?: Call['who']['mandate'] }; at: Date },
  chain: string,
  action: string,
  subject?: string,
  detail?: Record<string, unknown>,
): Promise<void> {
  const agent = who.mandate && { mandate: who.mandate.id, agent: who.mandate.agent };
  await appendAudit([{ chain, at, by: who.id, action, subject, detail: agent ? { ...detail, ...agent } : detail }]);
}
