/** How far an outcome of one award goes before that of another when a case with several is counted once. */
const order = [
  'enforced',
  'enforcement-ended',
  'judgment-in-force',
  'court-mediation-in-force',
  'settled-and-performed',
  'award-in-force',
  'arbitral-mediation-in-force',
  'award-set-aside',
  'award-displaced',
];

/** The outcome of a case with one or more awards: each stands apart, but the case is counted once. */
export const awardOutcome = (effects: unknown): string | undefined =>
  (Array.isArray(effects) ? effects : [])
    .flatMap((each: { outcome?: unknown } | null) => (typeof each?.outcome === 'string' ? [each.outcome] : []))
    .sort((a, b) => rank(a) - rank(b))[0];

const rank = (outcome: string): number => (order.includes(outcome) ? order.indexOf(outcome) : order.length);
