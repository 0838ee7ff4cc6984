import { Cases, Definitions } from '../../models';
import { startApi, type Answer, type Caller, type TestApi } from '../../tests/support/startApi';
import { endThreads } from '../../threads/pool';

const at = new Date('2026-01-05T01:00:00Z');
let api: TestApi;
let admin: Caller;
beforeAll(async () => {
  api = await startApi();
  admin = await api.as(['administrator'], { region: '340000' });
}, 120_000);
afterAll(async () => {
  await endThreads();
  await api?.stop();
}, 60_000);

const publish = (kind: 'process' | 'decision' | 'form', key: string, source: string) =>
  Definitions.collection.insertOne({
    _id: `${kind}:${key}:1`,
    ...{ kind, key, keys: [key], version: 1, status: 'published', hash: key, fileName: key, createdAt: at },
    source: Buffer.from(source),
  } as never);

const form = (pattern: string) =>
  JSON.stringify({
    id: 'f',
    components: [{ id: 'F', type: 'textfield', key: 'k', label: 'k', validate: { pattern } }],
  });
const process = (script: string) => `<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="urn:x">
  <process id="p" isExecutable="true"><startEvent id="s"/><scriptTask id="t"><extensionElements><zeebe:script expression="${script}" resultVariable="x"/></extensionElements></scriptTask><sequenceFlow id="f" sourceRef="s" targetRef="t"/></process>
</definitions>`;

interface Row {
  where: string;
  at?: string;
  bound: string;
}
/** All pages, one after another. */
async function all(): Promise<{ rows: Row[]; looked: { definitions: number; cases: number }; pages: number }> {
  const found = { rows: [] as Row[], looked: { definitions: 0, cases: 0 }, pages: 0 };
  let after: string | undefined = '';
  for (; after !== undefined; found.pages += 1) {
    const { status, body }: Answer = await admin('GET', `/bounds${after && `?after=${after}`}`);
    expect(status).toBe(200);
    found.rows.push(...body.rows);
    found.looked.definitions += body.looked.definitions;
    found.looked.cases += body.looked.cases;
    after = body.next;
  }
  return found;
}

it('lists what was let in before there were bounds, and nothing else, page by page', async () => {
  await publish('form', 'ahead', form('^(?=.*1).+$'));
  await publish('form', 'plain', form('^\\d{6}$'));
  await publish('process', 'word', process('=matches(name, &quot;\\bab&quot;)'));
  await publish('process', 'fine', process('=matches(name, &quot;^(\\w+\\s?)*$&quot;)'));
  await publish('process', 'broken', '<definitions');
  for (let n = 0; n < 30; n++) await publish('form', `more-${n}`, form('^a$'));
  const filed = { filedAt: at, status: 'open' };
  await Cases.collection.insertMany([
    { _id: 'large', number: 'large', ...filed, facts: { large: 'x'.repeat(1_900_000) } },
    { _id: 'small', number: 'small', ...filed, facts: { a: 1 } },
    { _id: 'closed', number: 'closed', ...filed, status: 'closed', facts: { large: 'x'.repeat(1_900_000) } },
    ...Array.from({ length: 600 }, (_, n) => ({ _id: `c${1000 + n}`, ...filed, facts: {} })),
  ] as never);
  const { rows, looked, pages } = await all();
  expect(rows.map(({ where, at: element, bound }) => [where, element, bound])).toEqual([
    ['form:ahead:1', 'F', 'form-pattern'],
    ['process:broken:1', undefined, 'unreadable'],
    ['process:word:1', 't', 'pattern'],
    ['large', undefined, 'data'],
  ]);
  expect(looked).toEqual({ definitions: 35, cases: 602 });
  expect(pages).toBe(4);
  expect((await admin('GET', '/bounds?after=x')).body.code).toBe('BAD_CURSOR');
  const county = await api.as(['administrator'], { region: '340104' });
  expect((await county('GET', '/bounds')).status).toBe(403);
}, 120_000);
