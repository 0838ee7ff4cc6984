import type { Variables } from '../events';
import type { Context } from '../program';

/** How long something takes or the interval between occurrences, in minutes. */
export type Distribution =
  | { type: 'constant'; value: number }
  | { type: 'uniform'; from: number; to: number }
  | { type: 'triangular'; from: number; mode: number; to: number }
  | { type: 'normal'; mean: number; deviation: number }
  | { type: 'exponential'; mean: number };

/** One of several outcomes, with a probability in proportion to its weight. */
export interface Weighted<T> {
  weight: number;
  value: T;
}

/** How an element is answered: after how long, with what result. */
export interface Answer {
  takes?: Distribution;
  gives?: Weighted<Variables>[];
  /** A BPMN error instead, with this probability. */
  fails?: { code: string; probability: number };
}

/** A message from outside that a case may receive. */
export interface Incoming {
  name: string;
  correlationKey?: string;
  after: Distribution;
  probability?: number;
  variables?: Variables;
}

/** When people work: days of the week (1 is Monday), hours of the day in China time, and further days off. */
export interface WorkHours {
  days: number[];
  from: number;
  to: number;
  holidays?: string[];
}

/** Virtual cases: which cases arrive, who answers and how. */
export interface Scenario extends Context {
  process: string;
  cases: number;
  /** Any integer: the same seed gives the same cases. */
  seed: number;
  start: string;
  arrivals: Distribution;
  variables?: Weighted<Variables>[];
  /** Answers by element id; `*` for all others. */
  answers?: Record<string, Answer>;
  messages?: Incoming[];
  /** The number of people by candidate group; a task of another group is started immediately. */
  people?: Record<string, number>;
  /** Without it work continues day and night. */
  hours?: WorkHours;
  /** The clock stops here even if cases are still open. Default ten years after the start. */
  until?: string;
}
