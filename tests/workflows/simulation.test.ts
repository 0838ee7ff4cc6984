import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, readBpmn, simulate, type Scenario } from '../../engine';
import { Deadlines, Instances, Tasks } from '../../models';
import { startHost, until, type Host } from './startHost';

jest.setTimeout(120_000);

const MINUTE = 60_000;
const begin = Date.parse('2026-05-11T01:00:00Z');
const cases = 6;
const between = 600;
const takes = 1_500;

/** The simulation's own model; its notice needs no connector here. */
const model = readFileSync(join(__dirname, '../../engine/simulate/simulate.bpmn'), 'utf8').replace(
  /<serviceTask id="notice">[\s\S]*?<\/serviceTask>/,
  '<manualTask id="notice" />',
);

/**
 * One mediator takes a day and an hour per case, and every ten hours another case comes: from the third on they miss
 * the limit of two days.
 */
const scenario: Scenario = {
  process: 'simulate',
  cases,
  seed: 1,
  start: new Date(begin).toISOString(),
  arrivals: { type: 'constant', value: between },
  answers: { mediate: { takes: { type: 'constant', value: takes }, gives: [{ weight: 1, value: { agreed: true } }] } },
  people: { mediator: 1 },
};

let host: Host;
beforeAll(async () => {
  host = await startHost({ skipping: true });
}, 120_000);
afterAll(() => host?.stop(), 60_000);

/** The human mediator: the oldest case first, one at a time. */
async function play(): Promise<void> {
  await host.publish(model);
  const arrivals = Array.from({ length: cases }, (_, index) => ({
    at: index * between,
    run: () => host.start('simulate', { instance: { id: `case-${index}`, businessKey: `case-${index}` } }),
  }));
  const answers = Array.from({ length: cases }, (_, index) => ({
    at: (index + 1) * takes,
    run: () => host.complete(`case-${index}`, 'mediate', { agreed: true }),
  }));
  for (const { at, run } of [...arrivals, ...answers].sort((one, other) => one.at - other.at)) {
    await host.passTo(begin + at * MINUTE);
    await run();
  }
}

it('predicts what Temporal then does with the same cases', async () => {
  const predicted = simulate([compile((await readBpmn(Buffer.from(model))).definitions, 'simulate', 'test')], scenario);
  await play();
  const ended = await until(async () => {
    const found = await Instances.find({ status: 'completed' }).lean();
    return found.length === cases && found;
  });

  expect(predicted.cases).toMatchObject({ started: cases, completed: ended.length, open: 0 });
  expect(predicted.limits).toEqual({
    'mediation-period/breach': {
      armed: await Deadlines.countDocuments({ limit: 'mediation-period' }),
      fired: await Deadlines.countDocuments({ limit: 'mediation-period', status: 'breached' }),
    },
  });
  expect(predicted.limits['mediation-period/breach']!.fired).toBe(4);
  const minutes = (from: Date, to: Date) => (to.getTime() - from.getTime()) / MINUTE;
  const mediated = (await Tasks.find({ element: 'mediate' }).sort({ openedAt: 1 }).lean()).map(
    ({ openedAt, closedAt }) => minutes(openedAt, closedAt!),
  );
  const mean = mediated.reduce((sum, each) => sum + each, 0) / cases;
  // The time-skipping server's clock also runs while it skips: seconds in days.
  const near = (value: number, expected: number) => expect(Math.abs(value - expected)).toBeLessThan(10);
  near(mean, predicted.elements.mediate!.mean);
  near(Math.max(...mediated), predicted.elements.mediate!.max);
  near(mean - takes, predicted.roles.mediator!.mean);
  near(
    ended.reduce((sum, { startedAt, endedAt }) => sum + minutes(startedAt, endedAt!), 0) / cases,
    predicted.duration.mean,
  );
});
