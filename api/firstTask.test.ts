import { setTimeout as pause } from 'node:timers/promises';
import pino from 'pino';
import { Tasks } from '../models';
import { openDatabase, type TestDatabase } from '../tests/support/database';
import { Events } from './events/Events';
import { firstTask } from './firstTask';

jest.setTimeout(60_000);

let database: TestDatabase;
let events: Events;
beforeAll(async () => {
  database = await openDatabase();
  events = new Events(pino({ level: 'silent' }));
  events.start();
});
afterAll(async () => {
  await events.stop();
  await database.close();
});

it('waits for the first task of its case, and leaves nothing behind', async () => {
  const insert = (id: string, of: string) => Tasks.collection.insertOne({ _id: id, case: of, status: 'open' } as never);
  // The stream takes a moment to start; it has started once a change arrives.
  const started = firstTask(events, 'begun');
  for (let received = false, n = 0; !received && n < 30; n++) {
    await insert(`started/${n}`, 'begun');
    received = await Promise.race([started.came, pause(100, false)]);
  }
  started.forget();
  const first = firstTask(events, 'mine');
  const others = firstTask(events, 'other');
  expect(events.size).toBe(2);
  await insert('mine/1', 'mine');
  expect(await first.came).toBe(true);
  first.forget();
  others.forget();
  expect(await others.came).toBe(false);
  expect(events.size).toBe(0);
});
