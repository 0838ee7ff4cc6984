import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import express from 'express';
import { ApplicationFailure } from '@temporalio/common';
import { answerProblem } from '../api/http/answerProblem';
import { requestLog } from '../api/http/log';
import { Cases, Users } from '../models';
import { openDatabase, type TestDatabase } from '../tests/support/database';
import { createLog } from './log';
import { safeError, safeText } from './redact';

jest.setTimeout(120_000);

const personal = ['340111199001010002', '13800138000', '张三丰', 'zhang@example.com', '913401110000000198'];
const lines: string[] = [];
const log = createLog('trace', { write: (line) => void lines.push(line) });
const logged = () => lines.splice(0).join('');

/** Checks that the log contains nothing personal, but the error's name and a line of this file. */
function containsOnlyCode(text: string, name: RegExp): void {
  for (const each of personal) expect(text).not.toContain(each);
  expect(text).toMatch(name);
  expect(text).toContain('log.test.ts');
}

describe('a failed write', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openDatabase();
  });
  afterAll(() => database.close());

  const failure = (work: () => Promise<unknown>): Promise<Error> =>
    work().then(
      () => new Error('none'),
      (e) => e,
    );
  const person = { _id: personal[0]!, account: personal[2]!, name: personal[2]! };

  it.each<[string, RegExp, () => Promise<unknown>]>([
    [
      'a duplicate',
      /MongoServerError|MongoBulkWriteError/,
      () => Users.collection.insertMany([person, person] as never),
    ],
    [
      'a value that does not cast',
      /CastError|ValidationError/,
      () => Users.create({ ...person, createdAt: personal[0] }),
    ],
    ['an unknown field', /StrictModeError/, () => Users.create({ ...person, [personal[0]!]: 1 })],
    ['a filter that does not cast', /CastError/, async () => Cases.findOne({ filedAt: personal[2] })],
    ['an unknown operator', /Mongo/, () => Users.collection.updateOne({}, { $said: { a: personal[2] } } as never)],
  ])('%s is logged without the data to be written', async (_what, name, work) => {
    const error = await failure(work);
    log.error(error);
    log.error({ err: error, person }, 'not written');
    log.warn({ deep: { error, cause: [error] } }, error.message.slice(0, 0));
    const text = logged();
    for (const each of personal) expect(text).not.toContain(each);
    expect(text).toMatch(name);
    expect(text).toMatch(/"stack":"[^"]*at /);
  });

  it('says which fields of an index were duplicated', async () => {
    await Users.collection.deleteMany({});
    await Users.collection.insertOne({ ...person, _id: 'first' } as never);
    const error = await failure(() => Users.collection.insertOne({ ...person, _id: 'second' } as never));
    expect(safeError(error)).toMatchObject({ code: 11000 });
    expect(JSON.stringify(safeError(error))).not.toContain('张三丰');
  });
});

it.each<[string, RegExp, () => unknown]>([
  ['invalid JSON', /SyntaxError/, () => JSON.parse(`${personal[2]} ${personal[0]}`)],
  [
    'a refusal by Temporal',
    /ApplicationFailure/,
    () => {
      throw ApplicationFailure.create({ message: personal[2], type: 'BAD_INPUT', details: [{ zh: personal[0] }] });
    },
  ],
  [
    'a cause within a cause',
    /RangeError/,
    () => {
      throw new Error(personal[2], { cause: new RangeError(personal[0]) });
    },
  ],
  [
    'a message that looks like code',
    /Error/,
    () => {
      throw new Error(`x\n    at 张三丰 (/home/x.ts:1:1)\n    at 340111199001010002 (/home/x.ts:1:1)`);
    },
  ],
])('%s is logged without the data it quotes', (_what, name, work) => {
  try {
    work();
  } catch (error) {
    log.error({ err: error }, 'failed');
  }
  containsOnlyCode(logged(), name);
});

it('texts are logged without numbers and addresses of people and connection secrets, and are cut if too long', () => {
  for (const each of personal.filter((text) => text !== '张三丰')) expect(safeText(`(${each})`)).toBe('(…)');
  expect(safeText('mongodb://heyi:secret@mongo-1/heyi')).toBe('mongodb://heyi:…@mongo-1/heyi');
  expect(safeText('AH-340111-2026-000001 2026-05-11T01:00:00.000Z')).toBe(
    'AH-340111-2026-000001 2026-05-11T01:00:00.000Z',
  );
  expect(safeText('x'.repeat(10_000)).length).toBe(500);
});

it('names the address of a server that does not answer, since that is not personal', () => {
  log.error({ err: Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' }) }, 'away');
  expect(logged()).toContain('127.0.0.1:1');
});

it('logs an unexpected error of a request with its name and place, and nothing of the request', async () => {
  const app = express();
  app.use(requestLog(log));
  app.get('/:any', () => {
    throw new TypeError(`Cannot write ${personal[2]} ${personal[0]}`);
  });
  app.use(answerProblem);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const answer = await fetch(`http://127.0.0.1:${port}/${personal[0]}?phone=${personal[1]}`);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(answer.status).toBe(500);
  containsOnlyCode(logged(), /TypeError/);
});

it('every logger is created in one place', () => {
  for (const file of ['server', 'worker', 'demo/TimeSkippingSystem'])
    expect(readFileSync(`${import.meta.dirname}/${file}.ts`, 'utf8')).toContain('createLog(');
});
