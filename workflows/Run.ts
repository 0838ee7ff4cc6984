import { patched, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { compartmentSideOf, compartmentOf } from '../domain/compartments';
import { MOST_ANSWERS, MOST_DATA } from '../engine/budgets';
import type { Command } from '../engine/commands';
import type { EventBody, Variables } from '../engine/events';
import type { Fact } from '../engine/facts';
import { migrate } from '../engine/migrate/migrate';
import { Refusal } from '../engine/Refusal';
import { weightOfState } from '../engine/run/weight';
import { sizeOf } from '../engine/size';
import type { State } from '../engine/state';
import { advance, type Transition } from '../engine/transition';
import type { Happened } from './hostContract';
import { Calls } from './calls';
import { editionOfRun } from './editionOfRun';
import { Jobs } from './jobs';
import { Journal } from './journal';
import {
  regionAttribute,
  stageAttribute,
  type DeliverMessage,
  type InstanceView,
  type RunInput,
  type Snapshot,
  type StepResult,
} from './messages';
import { perform } from './perform';
import type { Loaded } from './programs';
import { WakeUp } from './WakeUp';

/** The user or system that an event comes from, recorded with the event. */
export type Origin = Pick<Happened, 'by' | 'act' | 'reason' | 'for' | 'update'>;

const ANSWERS_KEPT = 200;
const LONGEST_HISTORY = 20_000;

/** One run of an instance: its state in memory, and the parts that carry out the engine's commands. */
export class Run {
  state?: State;
  loaded?: Loaded;
  end?: Extract<Command, { type: 'end' }>;
  stage?: string;
  /** The edition of the engine's rules that this run uses to its end: the newest when it started. */
  edition = 1;
  /** New engine code should be picked up at the next idle point. */
  renewal = false;
  readonly answers: Map<string, StepResult>;
  readonly taken: Set<string>;
  readonly takenByUpdate = new Set<string>();
  readonly journal: Journal;
  readonly jobs: Jobs;
  readonly calls: Calls;
  readonly wakeUp = new WakeUp(() => this.handle({ type: 'timeCame' }));
  #early: (() => void)[] = [];

  constructor(readonly input: RunInput) {
    const { instance, filing, snapshot } = input;
    this.state = snapshot?.state;
    this.stage = snapshot?.stage;
    this.answers = new Map(snapshot?.answers);
    this.taken = new Set(snapshot?.taken);
    const about = { instance: instance.id, case: instance.businessKey ?? instance.id, parent: instance.parent };
    const running = () => ({
      region: this.input.region,
      process: this.loaded!.bundle.graph.process,
      definition: this.loaded!.bundle.graph.hash,
    });
    this.journal = new Journal(
      () => ({ ...about, ...running(), bundle: this.loaded!.hash, ...(this.journal.sequence ? {} : { filing }) }),
      () => this.state?.status ?? 'active',
      snapshot?.sequence ?? 0,
    );
    this.jobs = new Jobs(
      ({ key, element, job, listener, headers, variables }) => ({
        ...about,
        ...running(),
        id: [instance.id, key, listener].filter((part) => part !== undefined).join('/'),
        key,
        element,
        compartment: compartmentOf(this.loaded!.bundle.graph, element),
        side: compartmentSideOf(this.loaded!.bundle.graph, element, variables),
        type: job,
        headers,
        variables,
      }),
      (event) => this.handle(event),
      this.journal,
    );
    this.calls = new Calls(input);
  }

  /**
   * The program is loaded: the instance starts, or continues from its snapshot; then events that arrived meanwhile are
   * handled.
   */
  begin(loaded: Loaded): void {
    const { snapshot, variables, startEvent, startDefinition, instance, by } = this.input;
    this.loaded = loaded;
    this.edition = editionOfRun();
    if (!snapshot) this.happen({ type: 'start', variables, startEvent, definition: startDefinition, instance }, { by });
    else {
      for (const job of snapshot.jobs) this.jobs.start(job);
      if (snapshot.wakeAt) this.wakeUp.set(snapshot.wakeAt);
    }
    for (const late of this.#early.splice(0)) late();
  }

  /**
   * One step: the consequences of the event are applied and queued for recording. Throws Refusal if the event does not
   * apply.
   */
  happen(body: EventBody, origin: Origin = {}): void {
    const at = new Date().toISOString();
    const step = advance(this.loaded!.program, this.state, { at, by: origin.by, edition: this.edition, ...body });
    this.#take(step, {
      type: body.type,
      at,
      ...('key' in body ? { key: body.key } : {}),
      ...(body.type === 'taskCompleted' ? { variables: body.variables } : {}),
      ...origin,
    });
  }

  /** Migrates the instance to another version of its process. Throws Refusal with the reasons if it cannot. */
  migrate(to: Loaded, elements: Record<string, string>, origin: Origin & { by: string; reason: string }): void {
    const at = new Date().toISOString();
    const step = migrate(
      this.loaded!.program,
      to.program,
      this.state!,
      { elements },
      { at, by: origin.by, reason: origin.reason, edition: this.edition },
    );
    this.loaded = to;
    this.#take(step, { type: 'migrated', at, ...origin });
  }

  #take({ state, facts, commands }: Transition, event: Happened): void {
    this.state = state;
    this.journal.add(event, facts);
    this.#move(facts);
    for (const command of commands) perform(this, command);
    this.#show(facts);
    this.journal.write();
  }

  /** Events from timers and other systems may come too late; then nothing happens. */
  handle(body: EventBody): void {
    this.whenLoaded(() => {
      try {
        this.happen(body);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    });
  }

  /**
   * Whether a message has already been taken, because it may be delivered twice: by a signal, or by an Update, which
   * earlier code did not note.
   */
  hasTaken(id: string): boolean {
    return this.taken.has(id) && (!this.takenByUpdate.has(id) || patched('message-taken-once'));
  }

  /** A message from another instance: taken once, and returned if it is no longer waited for. */
  receiveMessage({ id, name, correlationKey, variables }: DeliverMessage): void {
    this.whenLoaded(() => {
      if (this.hasTaken(id)) return;
      try {
        this.happen({ type: 'messageArrived', name, correlationKey, variables, id });
        this.taken.add(id);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        this.journal.add({ type: 'messageArrived', at: new Date().toISOString(), reason: error.code }, []);
        this.journal.note({ type: 'returnMessage', message: id });
        this.journal.write();
      }
    });
  }

  /** A message that is resent after a failure is handled once. */
  once(id: string | undefined, then: () => void): void {
    if (id !== undefined && this.taken.has(id)) return;
    if (id !== undefined) this.taken.add(id);
    then();
  }

  whenLoaded(then: () => void): void {
    if (this.loaded) then();
    else this.#early.push(then);
  }

  /** Nothing is in progress that a new run would have to restart; a long job does not delay this for ever. */
  get quiet(): boolean {
    return !this.jobs.running.size || workflowInfo().historyLength > LONGEST_HISTORY;
  }

  /** The history is long, or there is new code. */
  get full(): boolean {
    return this.renewal || workflowInfo().continueAsNewSuggested;
  }

  /**
   * Whether the server accepts the state that this run would pass to the next one; if not, the run continues as long as
   * it can.
   */
  get fits(): boolean {
    const jobs = [...this.jobs.running.values()].map(({ command }) => sizeOf(command.variables));
    return weightOfState(this.state!) + jobs.reduce((sum, size) => sum + size, 0) <= MOST_DATA;
  }

  keep(update: string, answer: StepResult): void {
    this.answers.set(update, answer);
    if (this.answers.size > ANSWERS_KEPT) this.answers.delete(this.answers.keys().next().value!);
  }

  /** Also readable while a run that continues from a snapshot is still loading its program. */
  get view(): InstanceView {
    const { snapshot } = this.input;
    if (this.loaded)
      return { state: this.state!, sequence: this.journal.sequence, bundle: this.loaded.hash, wakeAt: this.wakeUp.due };
    if (snapshot)
      return { state: snapshot.state, sequence: snapshot.sequence, bundle: snapshot.bundle, wakeAt: snapshot.wakeAt };
    throw new Error('the instance has not started yet / 实例尚未开始');
  }

  snapshot(): Snapshot {
    return {
      state: this.state!,
      sequence: this.journal.sequence,
      bundle: this.loaded!.hash,
      stage: this.stage,
      wakeAt: this.wakeUp.due,
      jobs: [...this.jobs.running.values()].map(({ command }) => command),
      answers: latest([...this.answers]),
      taken: [...this.taken].slice(-ANSWERS_KEPT),
    };
  }

  /** Publishes the stage that a step enters as a search attribute. */
  #show(facts: Fact[]): void {
    const { nodes } = this.loaded!.bundle.graph;
    let stage = this.stage;
    for (const fact of facts) if (fact.type === 'entered') stage = nodes[fact.element]?.properties?.stage ?? stage;
    if (stage === this.stage) return;
    this.stage = stage;
    upsertSearchAttributes([{ key: stageAttribute, value: stage! }]);
  }

  /**
   * A transfer to another commission gives the case a new seat: jobs, called processes and the search attribute follow
   * from then on. What began before finds the place by the case.
   */
  #move(facts: Fact[]): void {
    let { region } = this.input;
    for (const fact of facts)
      if (fact.type === 'variablesSet' && fact.key === 1) region = seatOf(fact.variables) ?? region;
    if (region === this.input.region || !patched('seat')) return;
    this.input.region = region;
    upsertSearchAttributes([{ key: regionAttribute, value: region! }]);
  }
}

/** The area to which a case was moved. */
const seatOf = ({ seat }: Variables): string | undefined =>
  typeof seat === 'object' && seat !== null && 'region' in seat && typeof seat.region === 'string'
    ? seat.region
    : undefined;

/** The newest ones that fit into a snapshot, oldest first. */
function latest(answers: [string, StepResult][]): [string, StepResult][] {
  let room = MOST_ANSWERS;
  const first = answers.findLastIndex((answer) => (room -= sizeOf(answer)) < 0);
  return answers.slice(first + 1);
}
