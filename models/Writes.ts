import type { ClientSession, Collection } from 'mongoose';

/** A model, of which only the driver's collection is needed. */
interface Model {
  collection: Collection;
}

type Id = string;
type Fields = Record<string, unknown>;
interface Change {
  insert?: Fields;
  replace?: boolean;
  set: Fields;
  unset: Fields;
  inc: Record<string, number>;
  push: Record<string, unknown[]>;
}
interface Many {
  filter: Fields;
  update: Fields;
}

/**
 * Collected changes to documents, so that each document is written once and each collection a few times. Fields set on
 * a document that is also inserted go into the insert.
 */
export class Writes {
  readonly #changes = new Map<Model, Map<Id, Change>>();
  readonly #many = new Map<Model, Many[]>();
  readonly #removed = new Map<Model, Set<Id>>();

  /** `replace`: a document with that id may exist. */
  insert<T extends { _id: Id }>(model: Model, document: T, replace = false): void {
    this.#changes.get(model)?.delete(document._id);
    Object.assign(this.#change(model, document._id), { insert: document, replace });
  }

  set(model: Model, id: Id, fields: Fields): void {
    const { set, unset } = this.#change(model, id);
    for (const [field, value] of Object.entries(fields)) {
      delete unset[field];
      set[field] = value;
    }
  }

  unset(model: Model, id: Id, field: string): void {
    const { set, unset } = this.#change(model, id);
    delete set[field];
    unset[field] = '';
  }

  inc(model: Model, id: Id, field: string, by: number): void {
    const { inc } = this.#change(model, id);
    inc[field] = (inc[field] ?? 0) + by;
  }

  push(model: Model, id: Id, field: string, value: unknown): void {
    (this.#change(model, id).push[field] ??= []).push(value);
  }

  setMany(model: Model, filter: Fields, set: Fields): void {
    this.#updateMany(model, { filter, update: { $set: set } });
  }

  unsetMany(model: Model, filter: Fields, fields: readonly string[]): void {
    this.#updateMany(model, { filter, update: { $unset: Object.fromEntries(fields.map((field) => [field, ''])) } });
  }

  remove(model: Model, id: Id): void {
    if (!this.#removed.has(model)) this.#removed.set(model, new Set());
    this.#removed.get(model)!.add(id);
    this.#changes.get(model)?.delete(id);
  }

  /** Sets fields only if the document is among the inserts. */
  keep(model: Model, id: Id, fields: Fields): void {
    if (this.#changes.get(model)?.get(id)?.insert) this.set(model, id, fields);
  }

  /** Removes inserts again. */
  drop(model: Model, which: (id: Id) => boolean): void {
    for (const id of this.inserted(model)) if (which(id)) this.#changes.get(model)!.delete(id);
  }

  inserted(model: Model): Id[] {
    return [...(this.#changes.get(model) ?? [])].filter(([, { insert }]) => insert).map(([id]) => id);
  }

  /** Executes them. Inserts of the first model come first: a duplicate among them stops a repetition. */
  async run(session?: ClientSession): Promise<void> {
    for (const [model, changes] of this.#changes) {
      const inserts = [...changes.values()].filter(({ insert, replace }) => insert && !replace).map(inserted);
      if (inserts.length) await model.collection.insertMany(inserts as never[], { session, ordered: true });
      const updates = [...changes].flatMap(([id, change]) =>
        !change.insert ? updated(id, change) : change.replace ? replaced(id, change) : [],
      );
      if (updates.length) await model.collection.bulkWrite(updates as never[], { session, ordered: false });
    }
    for (const [model, many] of this.#many) {
      for (const { filter, update } of many) await model.collection.updateMany(filter as never, update, { session });
    }
    for (const [model, ids] of this.#removed)
      await model.collection.deleteMany({ _id: { $in: [...ids] } } as never, { session });
  }

  #updateMany(model: Model, many: Many): void {
    this.#many.set(model, [...(this.#many.get(model) ?? []), many]);
  }

  #change(model: Model, id: Id): Change {
    let changes = this.#changes.get(model);
    if (!changes) this.#changes.set(model, (changes = new Map()));
    let change = changes.get(id);
    if (!change) changes.set(id, (change = { set: {}, unset: {}, inc: {}, push: {} }));
    return change;
  }
}

/** The document with the changes made after its insertion. */
function inserted({ insert, set, unset, inc, push }: Change): Fields {
  const document = { ...insert! };
  const copies = new Set<unknown>();
  const put = (path: string, value: (before: unknown) => unknown) => place(document, path, value, copies);
  for (const [path, value] of Object.entries(set)) put(path, () => value);
  for (const [path, by] of Object.entries(inc)) put(path, (before) => ((before as number) ?? 0) + by);
  for (const [path, values] of Object.entries(push))
    put(path, (before) => [...((before as unknown[]) ?? []), ...values]);
  for (const path of Object.keys(unset)) put(path, () => undefined);
  return document;
}

/**
 * What lies on the way is copied, since the caller's document must not change, but only once: a step may set tens of
 * thousands of entries of one map.
 */
function place(document: Fields, path: string, value: (before: unknown) => unknown, copies: Set<unknown>): void {
  const way = path.split('.');
  const last = way.pop()!;
  let at = document;
  for (const step of way) {
    if (!copies.has(at[step])) copies.add((at[step] = { ...(at[step] as Fields) }));
    at = at[step] as Fields;
  }
  const placed = value(at[last]);
  if (placed === undefined) delete at[last];
  else at[last] = placed;
}

const replaced = (id: Id, change: Change): Fields[] => [
  { replaceOne: { filter: { _id: id }, replacement: inserted(change), upsert: true } },
];

function updated(id: Id, { set, unset, inc, push }: Change): Fields[] {
  const update = {
    ...(Object.keys(set).length ? { $set: set } : {}),
    ...(Object.keys(unset).length ? { $unset: unset } : {}),
    ...(Object.keys(inc).length ? { $inc: inc } : {}),
    ...(Object.keys(push).length
      ? { $push: Object.fromEntries(Object.entries(push).map(([field, values]) => [field, { $each: values }])) }
      : {}),
  };
  return Object.keys(update).length ? [{ updateOne: { filter: { _id: id }, update } }] : [];
}
