import { proxyLocalActivities, proxySinks, workflowInfo, type Sinks } from '@temporalio/workflow';
import type { Fact } from '../engine/facts';
import { patiently, type Batch, type Happened, type HostActivities, type NotedCommand } from './hostContract';
import { answerOf, type StepResult } from './messages';

/** Answered by bin/restoreSteps.ts, which replays histories to write lost steps again; normally nobody listens. */
export interface ReplaySinks extends Sinks {
  replayed: { batch(batch: Batch): void };
}
const { replayed } = proxySinks<ReplaySinks>();

const { record } = proxyLocalActivities<HostActivities>(patiently);

/** What all batches of an instance have in common. */
export type BatchHead = Omit<Batch, 'sequence' | 'at' | 'events' | 'facts' | 'commands' | 'status'>;

interface Waiting {
  resolve(answer: StepResult): void;
  reject(error: unknown): void;
}

/**
 * Collects facts until they are written: one record activity at a time, in order. An update is answered when the facts
 * behind the answer are durable.
 */
export class Journal {
  #events: Happened[] = [];
  #facts: Fact[] = [];
  #commands: NotedCommand[] = [];
  /** Who waits for the facts being collected, and for those being written. */
  #waiting: Waiting[] = [];
  #writing?: Waiting[];
  #held = 0;

  /** The answer to the last batch written. */
  #last?: StepResult;

  constructor(
    private readonly head: () => BatchHead,
    private readonly status: () => Batch['status'],
    public sequence: number,
  ) {}

  /** Nothing is left to write. */
  get idle(): boolean {
    return !this.#writing && !this.#events.length;
  }

  add(event: Happened, facts: Fact[]): void {
    this.#events.push(event);
    this.#facts = this.#facts.length ? this.#facts.concat(facts) : facts;
  }

  note(command: NotedCommand): void {
    this.#commands.push(command);
  }

  /** The answer for everything added so far, once it is durable. */
  recorded(): Promise<StepResult> {
    const waiting = this.#events.length ? this.#waiting : this.#writing;
    if (waiting) return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    return Promise.resolve(
      this.#last ?? { sequence: this.sequence, status: this.status(), tasks: { opened: [], closed: [] } },
    );
  }

  /** The results of quick jobs belong to the step that ran them: it is written when they are back. */
  hold(): void {
    this.#held += 1;
  }

  release(): void {
    this.#held -= 1;
    this.write();
  }

  /**
   * Writes the collected facts, unless a write or a quick job is in progress; when that ends, it writes what was added
   * meanwhile.
   */
  write(): void {
    if (this.#writing || this.#held || !this.#events.length) return;
    const batch = this.#take();
    const waiting = (this.#writing = this.#waiting);
    this.#waiting = [];
    if (workflowInfo().unsafe.isReplaying) replayed.batch(batch);
    record(batch).then(
      () => this.#written(batch, waiting),
      (error) => this.#lost(batch, waiting, error),
    );
  }

  #take(): Batch {
    const batch: Batch = {
      ...this.head(),
      sequence: (this.sequence += 1),
      at: this.#events.at(-1)!.at,
      events: this.#events,
      facts: this.#facts,
      commands: this.#commands,
      status: this.status(),
    };
    [this.#events, this.#facts, this.#commands] = [[], [], []];
    return batch;
  }

  #written(batch: Batch, waiting: Waiting[]): void {
    this.#writing = undefined;
    const answer = (this.#last = answerOf(batch));
    for (const { resolve } of waiting) resolve(answer);
    this.write();
  }

  /** Recording fails only in a cancelled run: it keeps the batch, because the end of the run writes it again. */
  #lost(batch: Batch, waiting: Waiting[], error: unknown): void {
    this.#writing = undefined;
    this.sequence -= 1;
    this.#events = batch.events.concat(this.#events);
    this.#facts = batch.facts.concat(this.#facts);
    this.#commands = batch.commands.concat(this.#commands);
    for (const { reject } of waiting) reject(error);
  }
}
