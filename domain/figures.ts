import { outcomes } from './outcomes';
import type { PipelineStage } from './stages';

/** Sums of what was counted, by name; durations in days. */
type Sums = Record<string, number | undefined>;

/**
 * The share of cases that negotiation or mediation settled, of those that are closed, or settled and not closed yet;
 * unknown if there is none.
 */
export function settledShare(n: Sums): number | undefined {
  const over = (n.closed ?? 0) + (n.settledOpen ?? 0);
  return over > 0 ? ((n.negotiationSettled ?? 0) + (n.mediationSettled ?? 0)) / over : undefined;
}

/** The average number of days in a stage, over the cases that have left it; unknown if none has. */
export function stageDays(n: Sums, stage: PipelineStage): number | undefined {
  const left = n[`${stage}Left`];
  return left ? (n[`${stage}Time`] ?? 0) / left : undefined;
}

/** Outcomes of enforcement: what was enforced decides whether the dispute was settled. */
const enforcing = new Set(['enforced', 'enforcement-ended']);

/**
 * The stage that settled a closed case by agreement, or undefined. An agreement that had to be enforced remains one:
 * `inForceAs` is the outcome with which it came into force.
 */
export function settledBy(outcome: unknown, inForceAs?: unknown): string | undefined {
  const as = enforcing.has(outcome as string) && outcomes.has(inForceAs) ? inForceAs : outcome;
  return (outcomes.has(as) && outcomes.rows[as].settledBy) || undefined;
}
