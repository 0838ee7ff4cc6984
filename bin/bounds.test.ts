import { Cases, connect, Definitions, disconnect, prepare } from '../models';
import { testMongo } from '../tests/support/servers';
import { exceeding } from './bounds';

const at = new Date('2026-01-05T01:00:00Z');
let mongo: Awaited<ReturnType<typeof testMongo>>;
beforeAll(async () => {
  mongo = await testMongo();
  await connect(mongo.uri);
  await prepare();
}, 120_000);
afterAll(async () => {
  await disconnect();
  await mongo?.drop();
});

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

it('lists what was stored before there were bounds, and nothing else', async () => {
  await publish('form', 'ahead', form('^(?=.*1).+$'));
  await publish('form', 'plain', form('^\\d{6}$'));
  await publish('process', 'word', process('=matches(name, &quot;\\bab&quot;)'));
  await publish('process', 'fine', process('=matches(name, &quot;^(\\w+\\s?)*$&quot;)'));
  const facts = { large: 'x'.repeat(1_900_000) };
  await Cases.collection.insertMany([
    { _id: 'large', number: 'large', status: 'open', facts },
    { _id: 'small', number: 'small', status: 'open', facts: { a: 1 } },
  ] as never);
  const found: string[] = [];
  for await (const each of exceeding()) found.push(`${each.where} ${each.at ?? ''}`.trim());
  expect(found).toEqual(['form:ahead:1 F', 'process:word:1 t', 'large']);
});
