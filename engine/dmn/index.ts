export { checkDmn } from './check';
export { textsOf } from './check/texts';
export { bindDecisions, type Decisions, type Outcome } from './bind';
export type { DecisionModel } from './DecisionModel';
export { parseDmn } from './read';
export type { DecisionTrace, TableTrace } from './Trace';
