import {
  Cases,
  Comments,
  Counters,
  FigureEntries,
  Incidents,
  migrateStored,
  Notices,
  Steps,
  StoredDocuments,
  Tasks,
  Users,
} from '..';
import { openDatabase } from '../../tests/support/database';
import { someCase } from '../../tests/support/someCase';

let database: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => {
  database = await openDatabase();
}, 120_000);
afterAll(() => database?.close(), 60_000);

it('moves existing data into its compartment, once', async () => {
  const { number, document } = await someCase('340111', 1);
  const raw = (collection: { updateOne: unknown }) =>
    collection as unknown as {
      updateOne(filter: object, update: object): Promise<unknown>;
      insertOne(one: object): Promise<unknown>;
    };
  const talks = { process: 'mediation', element: 'mediate' };
  for (const model of [Tasks, Incidents])
    await raw(model.collection).updateOne({ case: number }, { $set: talks, $unset: { compartment: '' } });
  await raw(Tasks.collection).insertOne({ _id: `${number}/7`, case: number, process: 'arbitration', element: 'award' });
  await raw(StoredDocuments.collection).updateOne(
    { _id: document },
    { $set: { confidential: true, createdBy: `worker@${number}` }, $unset: { compartment: '' } },
  );
  await raw(StoredDocuments.collection).insertOne({ _id: 'record', case: number, confidential: true });
  await raw(StoredDocuments.collection).insertOne({ _id: 'notice', case: number, confidential: false });
  const people = [
    { _id: 'm', account: 'm', roles: ['mediator'] },
    { _id: 'a', account: 'a', roles: ['arbitrator'] },
  ];
  for (const person of people) {
    await raw(Users.collection).insertOne(person);
    await raw(Comments.collection).insertOne({ _id: person._id, case: number, by: person._id, text: 't' });
  }
  const step = (instance: string, process: string, facts: object[], n: number) =>
    raw(Steps.collection).insertOne({
      _id: `${instance}/${n}`,
      instance,
      case: number,
      at: new Date(n),
      body: JSON.stringify({ process, facts }),
    });
  await step(number, 'labour-dispute', [{ type: 'entered', key: 1, variables: { case: {}, triage: 'x' } }], 1);
  await step(
    `${number}/3`,
    'mediation',
    [{ type: 'variablesSet', key: 1, variables: { draft: 'offer', mediation: 'inner' } }],
    2,
  );
  await step(`${number}/3`, 'mediation', [{ type: 'variablesSet', key: 4, variables: { scratch: 'local' } }], 3);
  await step(number, 'labour-dispute', [{ type: 'variablesSet', key: 1, variables: { mediation: 'result' } }], 4);
  await raw(Cases.collection).updateOne(
    { _id: number },
    { $set: { facts: { triage: 'x', draft: 'offer', mediation: 'result' } }, $unset: { factsIn: '' } },
  );

  for (let start = 0; start < 2; start++) await migrateStored(new Date());
  const place = async (model: typeof Tasks, id: string) => {
    const { compartment, side } = (await model.findById(id).lean())!;
    return [compartment, side];
  };
  expect(await place(Tasks, `${number}/2`)).toEqual(['sealed', undefined]);
  expect(await place(Tasks, `${number}/7`)).toEqual(['open', undefined]);
  expect(await place(Incidents as never, `${number}/3/1`)).toEqual(['sealed', undefined]);
  expect(await place(StoredDocuments as never, document)).toEqual(['sealed', 'worker']);
  expect(await place(StoredDocuments as never, 'record')).toEqual(['sealed', undefined]);
  expect(await place(StoredDocuments as never, 'notice')).toEqual(['open', undefined]);
  expect(await place(Comments as never, 'm')).toEqual(['sealed', 'neither']);
  expect(await place(Comments as never, 'a')).toEqual(['internal', undefined]);
  const { facts, factsIn } = (await Cases.findById(number).lean())!;
  expect(facts).toEqual({ triage: 'x', mediation: 'result' });
  expect(factsIn).toEqual({ sealed: { draft: 'offer', mediation: 'inner' } });
});

it('takes the notices of a transferred case along to its new area, once', async () => {
  const region = { region: '340202', city: '340200' };
  const { number } = await someCase('340111', 19, { ...region, facts: { seat: { region: '340202', by: 'transfer' } } });
  await Counters.deleteOne({ _id: 'migrated/placeOfNotices' });
  await Notices.collection.insertOne({ _id: 'n', case: number, region: '340111', city: '340100' } as never);
  await migrateStored(new Date());
  expect(await Notices.findById('n').lean()).toMatchObject(region);
});

it('moves approvals to the internal part of the file', async () => {
  await Counters.deleteOne({ _id: 'migrated/internalPapers' });
  const document = {
    case: 'c',
    fileName: 'f',
    region: '340111',
    createdAt: new Date(),
    signatures: [],
    compartment: 'open',
  };
  await StoredDocuments.collection.insertMany([
    { ...document, _id: 'paper 1', code: 'extension-approval' },
    { ...document, _id: 'paper 2', code: 'extension-notice' },
  ] as never[]);
  await migrateStored(new Date());
  const kept = await StoredDocuments.find({ _id: { $in: ['paper 1', 'paper 2'] } }, { compartment: 1 }).lean();
  expect(Object.fromEntries(kept.map((each) => [each._id, each.compartment]))).toEqual({
    'paper 1': 'internal',
    'paper 2': 'open',
  });
});

it('counts cases of before as filed with their organisation, once', async () => {
  await Counters.deleteOne({ _id: 'migrated/countWithOrganisations' });
  const { number: before } = await someCase('340111', 8, { organisation: 'centre' });
  const { number: counted } = await someCase('340111', 9, { organisation: 'centre' });
  await FigureEntries.create({
    _id: 'x',
    case: counted,
    slices: [{ slice: 'organisation', value: 'centre' }],
    batch: 0,
  });
  for (let start = 0; start < 2; start++) await migrateStored(new Date());
  expect(await FigureEntries.find({ case: { $in: [before, counted] }, _id: { $ne: 'x' } }).lean()).toEqual([
    expect.objectContaining({
      case: before,
      day: '2026-05-01',
      slices: [{ slice: 'organisation', value: 'centre' }],
      n: { filed: 1, workers: 1, amountClaimed: 1_860_000 },
    }),
  ]);
});
