import type { Variables } from '../events';
import type { Context } from '../program';

/** How long something takes or how far apart it comes, in minutes. */
export type Distribution =
  | { type: 'constant'; value: number }
  | { type: 'uniform'; from: number; to: number }
  | { type: 'triangular'; from: number; mode: number; to: number }
  | { type: 'normal'; mean: number; deviation: number }
  | { type: 'exponential'; mean: number };

/** One of several outcomes, as often as its weight among theirs. */
export interface Weighted<T> {
  weight: number;
  value: T;
}

/** How an element is answered: after how long, with what. */
export interface Answer {
  takes?: Distribution;
  gives?: Weighted<Variables>[];
  /** A BPMN error instead, with this probability. */
  fails?: { code: string; probability: number };
}

/** A message from outside that a case may get. */
export interface Incoming {
  name: string;
  correlationKey?: string;
  after: Distribution;
  probability?: number;
  variables?: Variables;
}

/** When people work: days of the week (1 is Monday), hours of the day in China's time, and days off beside. */
export interface WorkHours {
  days: number[];
  from: number;
  to: number;
  holidays?: string[];
}

/** Virtual cases: what comes, who answers and how. */
export interface Scenario extends Context {
  process: string;
  cases: number;
  /** Any whole number: the same seed gives the same cases. */
  seed: number;
  start: string;
  arrivals: Distribution;
  variables?: Weighted<Variables>[];
  /** Answers by element id; `*` for all others. */
  answers?: Record<string, Answer>;
  messages?: Incoming[];
  /** How many people there are by candidate group; a task of another group is taken up at once. */
  people?: Record<string, number>;
  /** Without it work goes on day and night. */
  hours?: WorkHours;
  /** The clock stops here although cases may be open. Default ten years after the start. */
  until?: string;
}
