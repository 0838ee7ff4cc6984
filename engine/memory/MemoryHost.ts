import type { Command } from '../commands';
import type { Event, EventBody, Variables } from '../events';
import type { Graph } from '../graph';
import { bind, type Context, type Program } from '../program';
import { startTriggers, type StartTrigger } from '../startTriggers';
import { advance } from '../transition';
import { Refusal } from '../Refusal';
import { after } from '../run/time';
import type { Key } from '../state';
import type { Case } from './Case';
import { Post } from './Post';
import { Schedule } from './Schedule';
import { startTurns } from './startTurns';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** What a job gave: variables, a BPMN error for the model, or a failure; `takes` is how long it works (ISO 8601 duration). */
export interface JobResult { variables?: Variables; error?: { code: string; message?: string }; failure?: string; takes?: string }
export type JobHandler = (job: Of<'runJob'> & { case: string }) => JobResult | undefined | void;

export interface MemoryHostOptions extends Context {
  /** Instant at which the virtual clock begins. */
  now?: string;
  /** Handlers by job type; a job without one waits until `send` tells that it is done. */
  jobs?: Record<string, JobHandler>;
  /** Told of every event and what it led to. */
  watch?: (happened: { case: Case; event: Event; facts: Case['facts']; commands: Command[] }) => void;
  /** Whether timer start events start processes by themselves. Default true. */
  timersStart?: boolean;
  /** Whether cases keep all their facts. Default true; a simulation of very many does not. */
  keepFacts?: boolean;
  /** Goes between two events of an instance; a test sends the state through JSON here. */
  between?: (item: Case) => Case['state'];
}

/** Published messages wait this long for a receiver if they do not say. */
const TIME_TO_LIVE = 'PT1H';

/**
 * Runs process instances in memory by a virtual clock: jobs, calls, messages with buffering, signals, timers, and starts by them.
 * Nothing moves by itself: every method works off all it leads to; `advanceTo` lets time pass.
 */
export class MemoryHost {
  readonly cases = new Map<string, Case>();
  private readonly programs = new Map<string, Program>();
  private readonly triggers: StartTrigger[] = [];
  private readonly post = new Post();
  private readonly schedule = new Schedule();
  private readonly queue: (() => void)[] = [];
  private busy = false;

  constructor(graphs: Graph[], private readonly options: MemoryHostOptions = {}) {
    this.now = options.now ?? '2026-01-05T09:00:00+08:00';
    for (const graph of graphs) {
      this.programs.set(graph.process, bind(graph, options));
      this.triggers.push(...startTriggers(graph));
    }
    for (const trigger of this.triggers) if (trigger.type === 'timer' && options.timersStart !== false) startTurns(trigger, this.now, this.schedule, () => this.now, () => void this.create(trigger.process, {}, trigger));
  }

  /** The virtual clock. */
  now: string;

  /** Starts a process and gives the new instance's id. Throws Refusal. */
  start(process: string, variables: Variables = {}, more: { startEvent?: string; definition?: number; businessKey?: string } = {}): string {
    const id = this.create(process, variables, more);
    this.work();
    return id;
  }

  /** Sends an event to an instance. Throws Refusal. */
  send(id: string, event: EventBody, by?: string): void {
    this.tell(id, event, by);
    this.work();
  }

  /** Lets the clock go on to an instant; what falls due on the way happens at its own instant. */
  advanceTo(instant: string): void {
    for (let next = this.schedule.next(instant); next; next = this.schedule.next(instant)) {
      this.now = next.at;
      next.run();
      this.work();
    }
    this.now = instant;
  }

  advance(duration: string): void {
    this.advanceTo(after(this.now, duration));
  }

  /** Plans something of the host's owner: it happens when the clock comes there. */
  plan(instant: string, run: () => void): void {
    this.schedule.add(instant, run);
  }

  /** The instant at which something next happens by itself. */
  get nextAt(): string | undefined {
    return this.schedule.nextAt;
  }

  publish(name: string, { correlationKey, variables = {}, timeToLive = TIME_TO_LIVE }: { correlationKey?: string; variables?: Variables; timeToLive?: string } = {}): void {
    const message = { name, ...(correlationKey === undefined ? {} : { correlationKey }), variables, expires: Date.parse(after(this.now, timeToLive)) };
    const receiver = this.post.receiver(message);
    const { expires: _, ...content } = message;
    const starts = this.triggers.find((trigger) => trigger.type === 'message' && trigger.name === name);
    if (receiver) this.tell(receiver.case, { type: 'messageArrived', ...content });
    else if (starts) this.create(starts.process, variables, starts);
    else this.post.keep(message);
    this.work();
  }

  /** Tells a signal to all instances but the one that threw it, and starts what it starts. */
  broadcast(name: string, variables: Variables = {}, thrower?: string): void {
    const before = [...this.cases.values()];
    for (const trigger of this.triggers) if (trigger.type === 'signal' && trigger.name === name) this.create(trigger.process, variables, trigger);
    for (const item of before) if (item.id !== thrower && item.state.status === 'active') this.tell(item.id, { type: 'signalArrived', name, variables });
    this.work();
  }

  private create(process: string, variables: Variables, { startEvent, definition, businessKey }: { startEvent?: string; definition?: number; businessKey?: string } = {}, parent?: Case['parent']): string {
    const program = this.programs.get(process);
    if (!program) throw new Refusal('NO_SUCH_ELEMENT', `没有流程「${process}」。`, `There is no process “${process}”.`, process);
    const id = `${process}-${this.cases.size + 1}`;
    const depth = parent ? (this.cases.get(parent.id)!.state.instance?.depth ?? 0) + 1 : 0;
    const instance = { id, ...(parent ? { parent: parent.id, depth } : {}), ...(businessKey ? { businessKey } : {}) };
    const event: Event = { at: this.now, type: 'start', variables, instance, ...(startEvent === undefined ? {} : { startEvent }), ...(definition === undefined ? {} : { definition }) };
    const { state, facts, commands } = advance(program, undefined, event);
    const item: Case = { id, program, state, facts: this.options.keepFacts === false ? [] : [...facts], called: new Map(), ...(parent ? { parent } : {}) };
    this.cases.set(id, item);
    this.perform(item, event, facts, commands);
    return id;
  }

  private tell(id: string, body: EventBody, by?: string): void {
    const item = this.cases.get(id)!;
    const event = { at: this.now, ...(by ? { by } : {}), ...body } as Event;
    item.state = this.options.between?.(item) ?? item.state;
    const { facts, commands } = advance(item.program, item.state, event);
    if (this.options.keepFacts !== false) for (const fact of facts) item.facts.push(fact);
    this.perform(item, event, facts, commands);
  }

  private perform(item: Case, event: Event, facts: Case['facts'], commands: Command[]): void {
    this.options.watch?.({ case: item, event, facts, commands });
    for (const command of commands) this.queue.push(() => (this.performers[command.type] as (item: Case, command: Command) => void)(item, command));
  }

  private work(): void {
    if (this.busy) return;
    this.busy = true;
    try {
      for (let next = this.queue.shift(); next; next = this.queue.shift()) next();
    } finally {
      this.busy = false;
    }
  }

  /** Tells an instance what may no longer concern it: it may have ended, or not wait any more, meanwhile. */
  private tellIfOpen(id: string, event: EventBody): void {
    if (this.cases.get(id)?.state.status !== 'active') return;
    try {
      this.tell(id, event);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }

  private readonly performers: { [T in Command['type']]: (item: Case, command: Of<T>) => void } = {
    openTask: () => undefined,
    closeTask: () => undefined,
    raiseIncident: () => undefined,
    resolveIncident: () => undefined,
    subscribeSignal: () => undefined,
    unsubscribeSignal: () => undefined,
    runJob: (item, command) => this.run(item, command),
    cancelJob: () => undefined,
    wake: (item, { at }) => {
      if (at === null) delete item.wakes;
      else {
        item.wakes = at;
        this.schedule.add(at, () => { if (item.wakes === at) this.tellIfOpen(item.id, { type: 'timeCame' }); });
      }
    },
    callProcess: (item, { key, process, variables }) => {
      try {
        item.called.set(key, this.create(process, variables, {}, { id: item.id, key }));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        this.tellIfOpen(item.id, { type: 'callFailed', key, message: error.message });
      }
    },
    cancelCall: (item, { key }) => this.tellIfOpen(item.called.get(key) ?? '', { type: 'cancelled', reason: 'caller' }),
    subscribe: (item, { key, element, message: name, correlationKey }) => {
      const message = this.post.subscribe({ case: item.id, key, element, name, ...(correlationKey === undefined ? {} : { correlationKey }) }, Date.parse(this.now));
      if (message) this.tellIfOpen(item.id, { type: 'messageArrived', name, ...(message.correlationKey === undefined ? {} : { correlationKey: message.correlationKey }), variables: message.variables });
    },
    unsubscribe: (item, { key, element, message }) => this.post.unsubscribe(item.id, key, element, message),
    publishMessage: (_item, { message, ...rest }) => this.publish(message, rest),
    broadcastSignal: (item, { signal, variables }) => this.broadcast(signal, variables, item.id),
    escalateToCaller: ({ parent }, { code, variables }) => { if (parent) this.tellIfOpen(parent.id, { type: 'callEscalated', key: parent.key, ...(code === undefined ? {} : { code }), variables }); },
    end: ({ parent }, { status, variables, error }) => {
      if (!parent) return;
      const { key } = parent;
      this.tellIfOpen(parent.id, status === 'completed' ? { type: 'callCompleted', key, variables } : { type: 'callFailed', key, ...error });
    },
  };

  private run(item: Case, command: Of<'runJob'>): void {
    const handler = this.options.jobs?.[command.job];
    if (!handler) return;
    const { takes, ...result } = handler({ ...command, case: item.id }) ?? {};
    const tell = () => this.tellIfOpen(item.id, outcome(command.key, result, command.retries));
    if (takes === undefined) tell();
    else this.schedule.add(after(this.now, takes), tell);
  }
}

function outcome(key: Key, { variables = {}, error, failure }: JobResult, retries: number): EventBody {
  if (error) return { type: 'jobFailed', key, code: error.code, message: error.message ?? '', variables };
  if (failure !== undefined) return { type: 'jobFailed', key, message: failure, retries: Math.max(0, retries - 1) };
  return { type: 'jobCompleted', key, variables };
}
