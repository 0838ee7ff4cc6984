import type { CaseInput } from '../../domain/case';
import type { Form } from '../../engine/form';

/** A task that is open, as the player sees it. */
export interface OpenTask {
  id: string;
  case: string;
  /** The process instance it belongs to. */
  instance: string;
  element: string;
  name: string;
  groups: string[];
  /** In which stage of the pipeline it is asked. */
  stage?: string;
  acts: { code: string; sets: string; primary: boolean }[];
  form?: Form;
  variables: Record<string, unknown>;
}

/** A limit that runs. */
export interface RunningLimit {
  id: string;
  instance: string;
  /** The task or scope that it is armed on: `<instance>/<key>`. */
  owner: string;
  limit: string;
  kind: string;
  moment: string;
  /** Milliseconds since 1970. */
  due: number;
}

/** How a case stands. */
export interface Standing {
  status: 'open' | 'closed';
  outcome?: string;
  stages: string[];
  breached: string[];
  documents: string[];
  /** Incidents that keep it from going on. */
  incidents: string[];
}

/** Nothing more can be played: the system does not come to rest. */
export class Stuck extends Error {}

/** The system that stories are played on: the real one over HTTP, or the processes alone in memory. */
export interface System {
  /** Milliseconds since 1970 by the system's one clock. */
  now(): number;
  advanceTo(instant: number): Promise<void>;
  /** Files a case and gives its number. */
  file(filed: CaseInput, parameters: { name: string; value: number }[]): Promise<string>;
  tasks(number: string): Promise<OpenTask[]>;
  limits(number: string): Promise<RunningLimit[]>;
  standing(number: string): Promise<Standing>;
  /** `who`: the story's word for who does it. Throws for what is refused. */
  complete(task: OpenTask, act: string | undefined, values: Record<string, unknown>, who: string): Promise<void>;
  /** Uploads a file to the task's case and gives its id. */
  attach(task: OpenTask, who: string): Promise<string>;
  withdraw(number: string, reason: string): Promise<void>;
  /** How often the system did this by itself: elements with the property `act` that completed. */
  timesDone(number: string, act: string): Promise<number>;
  stop(): Promise<void>;
  start(): Promise<void>;
}
