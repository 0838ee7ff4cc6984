import type { Command } from '../commands';
import type { Event, EventBody, Variables } from '../events';
import { gather, isComplete, type Gathered } from '../gathering';
import type { Graph } from '../graph';
import { bind } from '../bind';
import { migrate } from '../migrate/migrate';
import type { MigrationPlan } from '../migrate/plan';
import type { Program } from '../program';
import { Refusal } from '../Refusal';
import { after } from '../run/time';
import { startTriggers, type Starts, type StartTrigger } from '../startTriggers';
import { advance, type Transition } from '../transition';
import type { Case } from './Case';
import type { MemoryHostOptions } from './MemoryHost';
import { performers } from './performers';
import { Post } from './Post';
import { Schedule } from './Schedule';

export interface Started {
  startEvent?: string;
  definition?: number | number[];
  businessKey?: string;
}
export interface Published {
  correlationKey?: string;
  variables?: Variables;
  timeToLive?: string;
}

/** How long published messages wait for a receiver by default. */
const TIME_TO_LIVE = 'PT1H';

/**
 * The instances of a memory host and the interaction between them. What commands request is queued and processed by
 * `work`.
 */
export class World {
  readonly cases = new Map<string, Case>();
  readonly post = new Post();
  readonly schedule = new Schedule();
  readonly triggers: StartTrigger[];
  readonly stuck: Starts['stuck'];
  now: string;
  private readonly programs: Map<string, Program>;
  private readonly perform = performers(this);
  /** By start event, if all of its triggers are needed. */
  private readonly gathered = new Map<string, Gathered[]>();
  private queue: (() => void)[] = [];
  private busy = false;

  constructor(
    deployed: (Graph | Program)[],
    readonly options: MemoryHostOptions,
  ) {
    this.now = options.now ?? '2026-01-05T09:00:00+08:00';
    const programs = deployed.map((each) => ('graph' in each ? each : bind(each, options)));
    this.programs = new Map(programs.map((program) => [program.graph.process, program]));
    const starts = programs.map(({ graph }) => startTriggers(graph, this.now));
    this.triggers = starts.flatMap(({ triggers }) => triggers);
    this.stuck = starts.flatMap(({ stuck }) => stuck);
  }

  /** Starts an instance. Throws Refusal. */
  create(
    process: string,
    variables: Variables,
    { startEvent, definition, businessKey }: Started = {},
    parent?: Case['parent'],
  ): string {
    const program = this.programs.get(process);
    if (!program)
      throw new Refusal('NO_SUCH_ELEMENT', `没有流程「${process}」。`, `There is no process “${process}”.`, process);
    const id = `${process}-${this.cases.size + 1}`;
    const depth = parent ? (this.cases.get(parent.id)!.state.instance?.depth ?? 0) + 1 : 0;
    const instance = { id, ...(parent ? { parent: parent.id, depth } : {}), ...(businessKey ? { businessKey } : {}) };
    const event: Event = {
      at: this.now,
      type: 'start',
      variables,
      instance,
      ...(startEvent === undefined ? {} : { startEvent }),
      ...(definition === undefined ? {} : { definition }),
    };
    const started = advance(program, undefined, event);
    const item: Case = {
      id,
      program,
      state: started.state,
      facts: [],
      called: new Map(),
      ...(parent ? { parent } : {}),
    };
    this.cases.set(id, item);
    this.take(item, event, started);
    return id;
  }

  /** Sends an event to an instance. Throws Refusal. */
  tell(id: string, body: EventBody, by?: string): void {
    const item = this.cases.get(id);
    if (!item) throw new Refusal('NO_SUCH_INSTANCE', `没有流程实例「${id}」。`, `There is no instance “${id}”.`);
    const event = { at: this.now, ...(by ? { by } : {}), ...body } as Event;
    item.state = this.options.between?.(item) ?? item.state;
    this.take(item, event, advance(item.program, item.state, event));
  }

  /** From now on new instances of the process take this version. */
  deploy(program: Program): void {
    this.programs.set(program.graph.process, program);
  }

  /** Continues an instance with another version of its process. Throws Refusal (CANNOT_MIGRATE) with all reasons. */
  migrate(id: string, to: Program, plan: MigrationPlan, reason: string): void {
    const item = this.cases.get(id)!;
    const moved = migrate(item.program, to, item.state, plan, { at: this.now, reason });
    item.program = to;
    item.state = moved.state;
    this.take(item, { at: this.now, type: 'contextChanged' }, moved);
  }

  /** Sends an event that may be outdated to an instance: false if it has ended or no longer waits for the event. */
  tellIfOpen(id: string, event: EventBody): boolean {
    if (this.cases.get(id)?.state.status !== 'active') return false;
    try {
      this.tell(id, event);
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return false;
    }
  }

  /** Delivers a message to its receiver, otherwise lets it start a process, otherwise keeps it until it expires. */
  publish(name: string, { correlationKey, variables = {}, timeToLive = TIME_TO_LIVE }: Published = {}): void {
    const content = { name, ...(correlationKey === undefined ? {} : { correlationKey }), variables };
    const message = { ...content, expires: Date.parse(after(this.now, timeToLive)) };
    for (let receiver = this.post.receiver(message); receiver; receiver = this.post.receiver(message)) {
      if (this.tellIfOpen(receiver.case, { type: 'messageArrived', ...content })) return;
      this.post.unsubscribe(receiver.case, receiver.key, receiver.element, receiver.name);
    }
    const starts = this.triggers.find((trigger) => trigger.type === 'message' && trigger.name === name);
    if (starts) this.triggered(starts, variables, correlationKey);
    else this.post.keep(message);
  }

  /** A trigger starts an instance, or does so as the last of several that are needed together. */
  triggered(trigger: StartTrigger, variables: Variables, key?: string): void {
    const { process, startEvent } = trigger;
    if (!trigger.together) return void this.create(process, variables, trigger);
    const place = `${process}/${startEvent}`;
    const triggers = this.triggers.filter((each) => each.process === process && each.startEvent === startEvent);
    const gathered = gather(this.gathered.get(place) ?? [], {
      trigger,
      variables,
      ...(trigger.correlates && key !== undefined ? { key } : {}),
    });
    this.gathered.set(
      place,
      gathered.filter((each) => !isComplete(each, triggers)),
    );
    for (const whole of gathered.filter((each) => isComplete(each, triggers)))
      this.create(process, whole.variables, { startEvent, definition: triggers.map(({ definition }) => definition) });
  }

  /**
   * Sends a signal to all instances except the one that threw it, and starts the processes it triggers; but if an
   * instance has already been started that waits for it at that same event, it starts no other.
   */
  broadcast(name: string, variables: Variables = {}, thrower?: string): void {
    const before = [...this.cases.values()];
    for (const trigger of this.triggers)
      if (trigger.type === 'signal' && trigger.name === name && !before.some((item) => waitsAt(item, trigger, name)))
        this.triggered(trigger, variables);
    for (const item of before)
      if (item.id !== thrower) this.tellIfOpen(item.id, { type: 'signalArrived', name, variables });
  }

  /** Processes everything that was requested, and what follows from it. */
  work(): void {
    if (this.busy) return;
    this.busy = true;
    try {
      while (this.queue.length) {
        const round = this.queue;
        this.queue = [];
        for (const next of round) next();
      }
    } finally {
      this.busy = false;
    }
  }

  private take(item: Case, event: Event, { facts, commands }: Transition): void {
    if (this.options.keepFacts !== false) for (const fact of facts) item.facts.push(fact);
    this.options.watch?.({ case: item, event, facts, commands });
    for (const command of commands)
      this.queue.push(() => (this.perform[command.type] as (item: Case, command: Command) => void)(item, command));
  }
}

const waitsAt = ({ program, state }: Case, { process, startEvent }: StartTrigger, signal: string): boolean =>
  program.graph.process === process &&
  Object.values(state.instances).some(({ element, waits }) =>
    waits?.some((wait) => wait.type === 'signal' && wait.name === signal && (wait.element ?? element) === startEvent),
  );
