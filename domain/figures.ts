import type { PipelineStage } from './stages';

/** Sums of what was counted, by name; durations in days. */
type Sums = Record<string, number | undefined>;

/** The share of closed cases that negotiation or mediation settled; unknown if none was closed. */
export function settledShare(n: Sums): number | undefined {
  return n.closed ? ((n.negotiationSettled ?? 0) + (n.mediationSettled ?? 0)) / n.closed : undefined;
}

/** The average number of days in a stage, over the cases that have left it; unknown if none has. */
export function stageDays(n: Sums, stage: PipelineStage): number | undefined {
  const left = n[`${stage}Left`];
  return left ? (n[`${stage}Time`] ?? 0) / left : undefined;
}
