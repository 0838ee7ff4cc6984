import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Bundles } from '../../activities/definitions/bundles';
import { rebuild } from '../../activities/records/rebuild';
import { apply, type State } from '../../engine';
import {
  bodyOf,
  Cases,
  Deadlines,
  Incidents,
  inTransaction,
  Instances,
  keepBundle,
  Messages,
  Steps,
  Subscriptions,
  Tasks,
  type Step,
} from '../../models';
import type { Batch } from '../../workflows/hostContract';
import { keptBundle } from './recorded';

/** Steps as one version of the code stored them, with the states they fold to. */
export interface KeptSteps {
  steps: Step[];
  /** By instance. */
  states: Record<string, State>;
  /** By collection, what is shown of them. */
  shown: Record<string, { _id: string }[]>;
}

const file = (format: number): string => join(import.meta.dirname, 'steps', `${format}.json.gz`);

export const isKept = (format: number): boolean => existsSync(file(format));
export const keep = (format: number, kept: KeptSteps): void =>
  writeFileSync(file(format), gzipSync(JSON.stringify(kept), { level: 9 }));
export function read(format: number): KeptSteps {
  const kept = JSON.parse(gunzipSync(readFileSync(file(format))).toString()) as KeptSteps;
  return { ...kept, steps: kept.steps.map((step) => ({ ...step, at: new Date(step.at) })) };
}

/** The facts of each instance, folded. */
export function fold(steps: Step[]): Record<string, State> {
  const states: Record<string, State> = {};
  const inOrder = [...steps].sort((a, b) => a.sequence - b.sequence);
  for (const step of inOrder) {
    const { instance, facts } = bodyOf<Batch>(step);
    for (const fact of facts) states[instance] = apply(states[instance]!, fact);
  }
  return JSON.parse(JSON.stringify(states)) as Record<string, State>;
}

const collections = { Cases, Deadlines, Incidents, Instances, Messages, Subscriptions, Tasks };

/** Stores the steps in an empty database and builds the projections from them. */
export async function project(steps: Step[]): Promise<KeptSteps['shown']> {
  const bundles = new Bundles(() => new Date());
  for (const hash of new Set(steps.map((step) => bodyOf<Batch>(step).bundle)))
    await keepBundle(hash, Buffer.from(keptBundle(hash)), new Date());
  await Steps.collection.insertMany(steps as never[]);
  for (const number of new Set(steps.map((step) => step.case)))
    await inTransaction((session) => rebuild(number, bundles, session));
  const shown: KeptSteps['shown'] = {};
  for (const [name, collection] of Object.entries(collections))
    shown[name] = await (collection as typeof Cases).find({}).sort({ _id: 1 }).lean<{ _id: string }[]>();
  return JSON.parse(JSON.stringify(shown)) as KeptSteps['shown'];
}
