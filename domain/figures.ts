import type { PipelineStage } from './stages';

/** Sums of what was counted, by name; times in days. */
type Sums = Record<string, number | undefined>;

/** Of the cases that were closed, the share that negotiation or mediation settled; unknown where none was. */
export function settledShare(n: Sums): number | undefined {
  return n.closed ? ((n.negotiationSettled ?? 0) + (n.mediationSettled ?? 0)) / n.closed : undefined;
}

/** Average days that cases spent in a stage that they have left; unknown where none has. */
export function stageDays(n: Sums, stage: PipelineStage): number | undefined {
  const left = n[`${stage}Left`];
  return left ? (n[`${stage}Time`] ?? 0) / left : undefined;
}
