import type { Fact } from '../../engine';
import { bodyFormat, bodyOf } from '../../models';
import type { Batch, NotedCommand } from '../../workflows/hostContract';
import { openDatabase, type TestDatabase } from '../support/database';
import { fold, project, read } from './steps';

jest.setTimeout(120_000);

const formats = Array.from({ length: bodyFormat }, (_, index) => index + 1);

/** Stored data stays readable for as long as there are cases: docs/stored-facts.md. */
describe.each(formats)('steps stored in format %i', (format) => {
  const kept = read(format);
  let database: TestDatabase;
  beforeAll(async () => (database = await openDatabase()));
  afterAll(() => database.close());

  it('fold to the same states', () => {
    expect(fold(kept.steps)).toEqual(kept.states);
  });

  it('give the same projections', async () => {
    const shown = await project(kept.steps);
    for (const [collection, documents] of Object.entries(kept.shown)) {
      expect([collection, shown[collection]!.map(({ _id }) => _id)]).toEqual([
        collection,
        documents.map(({ _id }) => _id),
      ]);
      for (const [index, document] of documents.entries()) expect(shown[collection]![index]).toMatchObject(document);
    }
  });
});

it('refuses data written by newer code instead of misreading it', () => {
  const [step] = read(1).steps;
  expect(() => bodyOf({ ...step!, format: bodyFormat + 1 })).toThrow('newer code');
});

/** The compiler requires every new kind to be listed here; then it must be among the stored steps. */
const facts: Record<Fact['type'], true> = {
  started: true,
  clock: true,
  entered: true,
  completed: true,
  terminated: true,
  flowTaken: true,
  arrived: true,
  joined: true,
  dropped: true,
  waiting: true,
  waitEnded: true,
  waitChanged: true,
  variablesSet: true,
  remembered: true,
  incidentRaised: true,
  incidentResolved: true,
  compensableAdded: true,
  compensableUsed: true,
  thrown: true,
  decided: true,
  migrated: true,
  repaired: true,
  ended: true,
};
const commands: Record<NotedCommand['type'], true> = {
  openTask: true,
  closeTask: true,
  subscribe: true,
  unsubscribe: true,
  subscribeSignal: true,
  unsubscribeSignal: true,
  publishMessage: true,
  broadcastSignal: true,
  raiseIncident: true,
  resolveIncident: true,
  returnMessage: true,
  end: true,
};

it('include every kind of fact and command', () => {
  const batches = formats.flatMap((format) => read(format).steps.map((step) => bodyOf<Batch>(step)));
  const found = (types: { type: string }[][]) => [...new Set(types.flat().map(({ type }) => type))].sort();
  expect(found(batches.map((batch) => batch.facts))).toEqual(Object.keys(facts).sort());
  expect(found(batches.map((batch) => batch.commands))).toEqual(Object.keys(commands).sort());
});
