import { compartmentOf, type Compartment } from '../../domain/compartments';
import { Comments } from '../work';
import { Incidents } from '../Incident';
import { Tasks } from '../Task';
import { StoredDocuments } from '../StoredDocument';
import { Users, type User } from '../people';

const MANY = 1000;
const unplaced = { compartment: { $exists: false } };
/** The compartment of data stored before it named one is that of its process and element. */
const placeOf = (process: string, element: string): Compartment => compartmentOf({ process, nodes: {} }, element);

/** Puts existing tasks, incidents, documents and comments into their compartments. Does nothing if already done. */
export async function assignCompartments(): Promise<void> {
  for (const model of [Tasks, Incidents]) await placeByElement(model.collection);
  await placeDocuments();
  await placeComments();
}

async function placeByElement(collection: typeof Tasks.collection): Promise<void> {
  for (;;) {
    const found = (await collection
      .find(unplaced, { projection: { process: 1, element: 1 }, limit: MANY })
      .toArray()) as unknown as {
      _id: string;
      process: string;
      element: string;
    }[];
    if (found.length === 0) return;
    const updates = found.map(({ _id, process, element }) => ({
      updateOne: { filter: { _id } as never, update: { $set: { compartment: placeOf(process, element) } } },
    }));
    await collection.bulkWrite(updates as never[], { ordered: false });
  }
}

/**
 * Confidential documents were filed by a side or created by the process in talks: a side's own belongs to that side
 * alone from now on.
 */
async function placeDocuments(): Promise<void> {
  const { collection } = StoredDocuments;
  for (;;) {
    const found = (await collection.find(unplaced, { limit: MANY }).toArray()) as unknown as {
      _id: string;
      confidential?: boolean;
      createdBy?: string;
    }[];
    if (found.length === 0) return;
    const sides = await sidesOfPeople(found.flatMap(({ createdBy }) => createdBy ?? []));
    const updates = found.map(({ _id, confidential, createdBy }) => {
      const side = !confidential || createdBy === undefined ? undefined : (sides.get(createdBy) ?? 'neither');
      const set = { compartment: confidential ? 'sealed' : 'open', ...(side && { side }) };
      return { updateOne: { filter: { _id } as never, update: { $set: set, $unset: { confidential: '' } } } };
    });
    await collection.bulkWrite(updates as never[], { ordered: false });
  }
}

/**
 * What mediators and negotiators wrote to each other stays theirs; what others wrote is for all who work on the case.
 */
async function placeComments(): Promise<void> {
  const { collection } = Comments;
  for (;;) {
    const found = (await collection.find(unplaced, { projection: { by: 1 }, limit: MANY }).toArray()) as unknown as {
      _id: string;
      by: string;
    }[];
    if (found.length === 0) return;
    const people = await Users.find({ _id: { $in: found.map(({ by }) => by) } }, { roles: 1 }).lean<User[]>();
    const talking = new Set(
      people.filter(({ roles }) => roles.includes('mediator') || roles.includes('negotiator')).map(({ _id }) => _id),
    );
    const updates = found.map(({ _id, by }) => {
      const set = talking.has(by) ? { compartment: 'sealed', side: 'neither' } : { compartment: 'internal' };
      return { updateOne: { filter: { _id } as never, update: { $set: set } } };
    });
    await collection.bulkWrite(updates as never[], { ordered: false });
  }
}

/** `<side>@<case>` names the side; a party's account belongs to the side whose keys it has. */
async function sidesOfPeople(ids: string[]): Promise<Map<string, 'worker' | 'employer'>> {
  const people = await Users.find({ _id: { $in: ids }, roles: { $in: ['worker', 'employer'] } }, { roles: 1 }).lean<
    User[]
  >();
  const known = new Map(
    people.map(({ _id, roles }) => [_id, roles.includes('worker') ? 'worker' : 'employer'] as const),
  );
  for (const id of ids) {
    const side = /^(worker|employer)@/.exec(id)?.[1];
    if (side) known.set(id, side as 'worker' | 'employer');
  }
  return known;
}
