import { apply, type Fact, type State } from '../engine';
import { bodyOf, Steps, type Step } from '../models';
import type { Batch, Happened } from '../workflows/hostContract';

export type { Batch, Happened };

/** What is known of an instance at a moment. */
export interface Past {
  instance: string;
  parent?: string;
  process: string;
  bundle: string;
  definition: string;
  state?: State;
  visited: Record<string, number>;
  flows: Record<string, number>;
  /** By key: when its element was entered, and the event that led there. */
  entered: Map<number, { at: string; by: Happened | undefined }>;
}

export const batchOf = (step: Parameters<typeof bodyOf>[0]): Batch => bodyOf<Batch>(step);

/** Every step of a case, in order, up to an instant. */
export async function batchesOf(number: string, until?: Date): Promise<Batch[]> {
  const steps = await Steps.find({ case: number }, { body: 1, format: 1, at: 1, sequence: 1 })
    .sort({ at: 1, _id: 1 })
    .lean<Step[]>();
  return steps.map(batchOf).filter(({ at, events }) => !until || new Date(events[0]?.at ?? at) <= until);
}

/** The recorded step of an instance for this key, if any. */
export async function stepUnder(key: string, instance: string): Promise<Batch | undefined> {
  const step = await Steps.findOne({ updates: key, instance }, { body: 1 }).lean<Step>();
  return step ? batchOf(step) : undefined;
}

/** The steps of one instance. */
export async function batchesOfInstance(instance: string): Promise<Batch[]> {
  const steps = await Steps.find({ instance }, { body: 1, format: 1, sequence: 1 })
    .sort({ sequence: 1 })
    .lean<Step[]>();
  return steps.map(batchOf);
}

/**
 * Folds the facts one by one into the state of every instance at an instant. What was visited is counted without the steps
 * that are not told.
 */
export function pastOf(
  batches: Batch[],
  { until, told = () => true }: { until?: Date; told?(batch: Batch): boolean } = {},
): Map<string, Past> {
  const instances = new Map<string, Past>();
  for (const batch of [...batches].sort((a, b) => (a.instance === b.instance ? a.sequence - b.sequence : 0))) {
    const past = instances.get(batch.instance) ?? begin(batch);
    instances.set(batch.instance, past);
    fold(past, batch, until, told(batch));
  }
  return instances;
}

const begin = ({ instance, parent, process, bundle, definition }: Batch): Past => ({
  instance,
  parent,
  process,
  bundle,
  definition,
  visited: {},
  flows: {},
  entered: new Map(),
});

function fold(past: Past, batch: Batch, until: Date | undefined, told: boolean): void {
  let now = batch.events[0]?.at ?? batch.at;
  let event = batch.events[0];
  for (const fact of batch.facts) {
    if (fact.type === 'clock' || fact.type === 'started') {
      now = fact.at;
      event = batch.events.find(({ at }) => at === now) ?? event;
    }
    if (until && new Date(now) > until) return;
    past.state = apply(past.state as State, fact);
    if (told) note(past, fact, now, event);
  }
  past.bundle = batch.bundle;
  past.definition = batch.definition;
}

function note(past: Past, fact: Fact, at: string, by: Happened | undefined): void {
  if (fact.type === 'entered') {
    past.visited[fact.element] = (past.visited[fact.element] ?? 0) + 1;
    past.entered.set(fact.key, { at, by });
  }
  if (fact.type === 'flowTaken') past.flows[fact.flow] = (past.flows[fact.flow] ?? 0) + 1;
}
