import type { Command } from '../commands';
import type { Event, EventBody, Variables } from '../events';
import type { Fact } from '../facts';
import type { Graph } from '../graph';
import type { MigrationPlan } from '../migrate/plan';
import type { Context, Program } from '../program';
import { after } from '../run/time';
import type { StuckStart } from '../startTriggers';
import type { State } from '../state';
import type { Case } from './Case';
import { startTurns } from './startTurns';
import { World, type Started, type Published } from './World';

/** The result of a job: variables, a BPMN error for the model, or a failure; `takes` is its duration (ISO 8601). */
export interface JobResult {
  variables?: Variables;
  error?: { code: string; message?: string };
  failure?: string;
  takes?: string;
}
export type JobHandler = (job: Extract<Command, { type: 'runJob' }> & { case: string }) => JobResult | undefined | void;

export interface MemoryHostOptions extends Context {
  /** Instant at which the virtual clock starts. */
  now?: string;
  /** Handlers by job type; a job without one waits until `send` reports that it is done. */
  jobs?: Record<string, JobHandler>;
  /** Called with every event and its transition. */
  watch?: (happened: { case: Case; event: Event; facts: Fact[]; commands: Command[] }) => void;
  /** Whether timer start events start processes automatically. Default true. */
  timersStart?: boolean;
  /** Whether cases keep all their facts. Default true; a simulation of very many cases does not. */
  keepFacts?: boolean;
  /** Applied between two events of an instance; a test sends the state through JSON here. */
  between?: (item: Case) => State;
}

/**
 * Runs process instances in memory with a virtual clock: jobs, calls, messages with buffering, signals, timers, and
 * starts by them. Nothing happens in the background: every method completes everything it leads to; `advanceTo` lets
 * time pass.
 */
export class MemoryHost {
  private readonly world: World;

  /** Takes graphs, or programs that are already bound. */
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

  /** Start events that start nothing, because their time or name cannot be evaluated. */
  get unarmed(): readonly StuckStart[] {
    return this.world.stuck;
  }

  /** The virtual clock. */
  get now(): string {
    return this.world.now;
  }

  /** Starts a process and returns the new instance's id. Throws Refusal. */
  start(process: string, variables: Variables = {}, more: Started = {}): string {
    const id = this.world.create(process, variables, more);
    this.world.work();
    return id;
  }

  /** Sends an event to an instance. Throws Refusal. */
  send(id: string, event: EventBody, by?: string): void {
    this.world.tell(id, event, by);
    this.world.work();
  }

  /** From now on new instances of the process take this version; its start triggers stay as they were. */
  deploy(program: Program): void {
    this.world.deploy(program);
  }

  /** Continues an instance with another version of its process. Throws Refusal (CANNOT_MIGRATE) with all reasons. */
  migrate(id: string, to: Program, plan: MigrationPlan, reason: string): void {
    this.world.migrate(id, to, plan, reason);
    this.world.work();
  }

  /**
   * Publishes a message from outside: it goes to the instance that waits for it, otherwise starts a process, otherwise
   * is kept for its time to live.
   */
  publish(name: string, message: Published = {}): void {
    this.world.publish(name, message);
    this.world.work();
  }

  /** Sends a signal from outside to everyone. */
  broadcast(name: string, variables: Variables = {}): void {
    this.world.broadcast(name, variables);
    this.world.work();
  }

  /** Advances the clock to an instant; what falls due on the way happens at its own instant. */
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

  /** Schedules a callback of the host's owner for when the clock gets there. */
  plan(instant: string, run: () => void): void {
    this.world.schedule.add(instant, run);
  }

  /** The instant of the next event that happens automatically. */
  get nextAt(): string | undefined {
    return this.world.schedule.nextAt;
  }
}
