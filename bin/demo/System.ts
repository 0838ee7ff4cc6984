import type { CaseInput } from '../../domain/case';
import type { Side } from '../../domain/reach';
import type { Form } from '../../engine/form';

/** An open task, as the player sees it. */
export interface OpenTask {
  id: string;
  case: string;
  /** The process instance it belongs to. */
  instance: string;
  element: string;
  name: string;
  groups: string[];
  /** Whose it is, if it was given to one person. */
  assignee?: { id: string };
  /** The stage of the pipeline in which it is asked. */
  stage?: string;
  /** It belongs to talks that are closed to who asked. */
  sealed?: true;
  /** The role that leads these talks, if they are closed to those in charge of the stage. */
  leads?: string;
  /** `binds`: whom, of an act that binds. */
  acts: { code: string; sets: string; primary: boolean; binds?: { sides: readonly Side[]; all: boolean } }[];
  form?: Form;
  variables: Record<string, unknown>;
}

/** A running limit. */
export interface RunningLimit {
  id: string;
  instance: string;
  /** The task or scope to which it belongs: `<instance>/<key>`. */
  owner: string;
  limit: string;
  kind: string;
  moment: string;
  /** Milliseconds since 1970. */
  due: number;
}

/** The state of a case. */
export interface CaseStatus {
  status: 'open' | 'closed';
  outcome?: string;
  stages: string[];
  breached: string[];
  documents: string[];
  /** Incidents that keep it from continuing. */
  incidents: string[];
}

/** The game cannot continue: the system does not come to rest. */
export class Stuck extends Error {}

/** The system on which stories are played: the real one over HTTP, or just the processes in memory. */
export interface System {
  /** Milliseconds since 1970 on the system's only clock. */
  now(): number;
  advanceTo(instant: number): Promise<void>;
  /**
   * Looks at a case anew after a moment: what is missing may still be under way. Absent from a system that says exactly
   * when it is at rest.
   */
  lookAgain?(number: string): Promise<void>;
  /** Files a case and returns its number. */
  file(filed: CaseInput, parameters: { name: string; value: number }[]): Promise<string>;
  tasks(number: string): Promise<OpenTask[]>;
  limits(number: string): Promise<RunningLimit[]>;
  caseStatus(number: string): Promise<CaseStatus>;
  /** `who`: the story's word for the person who acts. Throws if refused. */
  complete(task: OpenTask, act: string | undefined, values: Record<string, unknown>, who: string): Promise<void>;
  /** Uploads a file to the task's case and returns its id. */
  attach(task: OpenTask, who: string): Promise<string>;
  withdraw(number: string, reason: string): Promise<void>;
  /** How often the system did this automatically: elements with the property `act` that completed. */
  timesDone(number: string, act: string): Promise<number>;
  stop(): Promise<void>;
  start(): Promise<void>;
}
