import type { Command } from '../commands';
import type { Event, EventBody, Variables } from '../events';
import type { Fact } from '../facts';
import type { Graph } from '../graph';
import type { Context, Program } from '../program';
import { after } from '../run/time';
import type { State } from '../state';
import type { Case } from './Case';
import { startTurns } from './startTurns';
import { World, type Begun, type Published } from './World';

/**
 * What a job gave: variables, a BPMN error for the model, or a failure; `takes` is how long it works (ISO 8601
 * duration).
 */
export interface JobResult {
  variables?: Variables;
  error?: { code: string; message?: string };
  failure?: string;
  takes?: string;
}
export type JobHandler = (job: Extract<Command, { type: 'runJob' }> & { case: string }) => JobResult | undefined | void;

export interface MemoryHostOptions extends Context {
  /** Instant at which the virtual clock begins. */
  now?: string;
  /** Handlers by job type; a job without one waits until `send` tells that it is done. */
  jobs?: Record<string, JobHandler>;
  /** Told of every event and what it led to. */
  watch?: (happened: { case: Case; event: Event; facts: Fact[]; commands: Command[] }) => void;
  /** Whether timer start events start processes by themselves. Default true. */
  timersStart?: boolean;
  /** Whether cases keep all their facts. Default true; a simulation of very many does not. */
  keepFacts?: boolean;
  /** Goes between two events of an instance; a test sends the state through JSON here. */
  between?: (item: Case) => State;
}

/**
 * Runs process instances in memory by a virtual clock: jobs, calls, messages with buffering, signals, timers, and
 * starts by them.
 * Nothing moves by itself: every method works off all it leads to; `advanceTo` lets time pass.
 */
export class MemoryHost {
  private readonly world: World;

  /** Takes graphs, or programs that are bound already. */
  constructor(deployed: (Graph | Program)[], options: MemoryHostOptions = {}) {
    this.world = new World(deployed, options);
    const { triggers, schedule } = this.world;
    if (options.timersStart === false) return;
    for (const trigger of triggers)
      if (trigger.type === 'timer') startTurns(trigger, this.now, schedule, () => this.world.triggered(trigger, {}));
  }

  get cases(): ReadonlyMap<string, Case> {
    return this.world.cases;
  }

  /** The virtual clock. */
  get now(): string {
    return this.world.now;
  }

  /** Starts a process and gives the new instance's id. Throws Refusal. */
  start(process: string, variables: Variables = {}, more: Begun = {}): string {
    const id = this.world.create(process, variables, more);
    this.world.work();
    return id;
  }

  /** Sends an event to an instance. Throws Refusal. */
  send(id: string, event: EventBody, by?: string): void {
    this.world.tell(id, event, by);
    this.world.work();
  }

  /**
   * Publishes a message from outside: to the one that waits for it, else it starts a process, else it is kept for its
   * time to live.
   */
  publish(name: string, message: Published = {}): void {
    this.world.publish(name, message);
    this.world.work();
  }

  /** Tells a signal from outside to everyone. */
  broadcast(name: string, variables: Variables = {}): void {
    this.world.broadcast(name, variables);
    this.world.work();
  }

  /** Lets the clock go on to an instant; what falls due on the way happens at its own instant. */
  advanceTo(instant: string): void {
    for (let next = this.world.schedule.next(instant); next; next = this.world.schedule.next(instant)) {
      if (Date.parse(next.at) > Date.parse(this.now)) this.world.now = next.at;
      next.run();
      this.world.work();
    }
    this.world.now = instant;
  }

  advance(duration: string): void {
    this.advanceTo(after(this.now, duration));
  }

  /** Plans something of the host's owner: it happens when the clock comes there. */
  plan(instant: string, run: () => void): void {
    this.world.schedule.add(instant, run);
  }

  /** The instant at which something next happens by itself. */
  get nextAt(): string | undefined {
    return this.world.schedule.nextAt;
  }
}
