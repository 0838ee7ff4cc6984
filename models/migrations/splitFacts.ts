import { compartmentOf, type Compartment } from '../../domain/compartments';
import { Cases, type Case } from '../Case';
import { fieldName } from '../schema';
import { Steps, type Step } from '../Step';

const MANY = 200;
type Facts = Record<string, unknown>;
type Old = Pick<Case, '_id' | 'facts' | 'updatedAt'>;
interface Fact {
  type: string;
  key?: number;
  variables?: Facts;
}

/**
 * Splits the facts of each case by the compartment of the process that knows them, because old cases have them all in
 * one: notes, offers and drafts of talks were visible to everyone who could see the case. Does nothing if already done.
 */
export async function splitFacts(): Promise<void> {
  for (;;) {
    const cases = (await Cases.collection
      .find({ factsIn: { $exists: false } }, { projection: { facts: 1, updatedAt: 1 }, limit: MANY })
      .toArray()) as unknown as Old[];
    if (cases.length === 0) return;
    for (const found of cases) await part(found);
  }
}

async function part({ _id, facts = {}, updatedAt }: Old): Promise<void> {
  const parted = await partedOf(_id);
  const { open = {}, ...factsIn } = parted;
  // Facts that appear in no step of an open process are not open.
  const closed = Object.keys(facts).filter(
    (name) => !(name in open) && Object.values(factsIn).some((kept) => name in kept!),
  );
  const update = {
    $set: { factsIn, ...Object.fromEntries(Object.entries(open).map(([name, value]) => [`facts.${name}`, value])) },
    ...(closed.length > 0 && { $unset: Object.fromEntries(closed.map((name) => [`facts.${name}`, ''])) }),
  };
  // A step recorded meanwhile triggers another pass, with its facts.
  await Cases.collection.updateOne({ _id, updatedAt, factsIn: { $exists: false } } as never, update);
}

/** Top-level variables of the instances of a case by compartment, newest wins. */
async function partedOf(number: string): Promise<Partial<Record<Compartment, Facts>>> {
  const steps = await Steps.find({ case: number }, { body: 1, at: 1, instance: 1 })
    .sort({ at: 1, _id: 1 })
    .lean<Step[]>();
  const parted: Partial<Record<Compartment, Facts>> = {};
  for (const { body, instance } of steps) {
    const batch = JSON.parse(body) as { process: string; facts: Fact[] };
    const kept = (parted[compartmentOf({ process: batch.process, nodes: {} }, batch.process)] ??= {});
    for (const { type, key, variables } of batch.facts)
      if (key === 1 && (type === 'variablesSet' || (type === 'entered' && instance === number)))
        for (const [name, value] of Object.entries(variables ?? {}))
          if (name !== 'case') kept[fieldName(name)] = value ?? null;
  }
  return parted;
}
