import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, readBpmn, simulate, type Graph, type Scenario } from '..';
import { Chance } from './Chance';
import { worked } from './workTime';

async function graphs(): Promise<Graph[]> {
  const { definitions } = await readBpmn(readFileSync(join(__dirname, 'simulate.bpmn')));
  return [compile(definitions, 'simulate', 'test')];
}

const scenario: Scenario = {
  process: 'simulate',
  cases: 200,
  seed: 7,
  start: '2026-01-05T09:00:00+08:00',
  arrivals: { type: 'exponential', mean: 60 },
  answers: {
    mediate: {
      takes: { type: 'uniform', from: 30, to: 90 },
      gives: [
        { weight: 3, value: { agreed: true } },
        { weight: 1, value: { agreed: false } },
      ],
    },
    '*': { takes: { type: 'constant', value: 1 } },
  },
  people: { mediator: 2 },
  hours: { days: [1, 2, 3, 4, 5], from: 9, to: 17 },
};

describe('simulation', () => {
  it('gives the same report for the same seed, and another for another seed', async () => {
    const models = await graphs();
    expect(simulate(models, scenario)).toEqual(simulate(models, scenario));
    expect(simulate(models, { ...scenario, seed: 8 })).not.toEqual(simulate(models, scenario));
  });

  it('brings every case to its end and counts its path', async () => {
    const report = simulate(await graphs(), scenario);
    expect(report.cases).toEqual({ started: 200, completed: 200, failed: 0, open: 0 });
    expect(report.roles.mediator!.count).toBe(200);
    expect(report.stages.mediation!.count).toBe(200);
    expect(report.limits['mediation-period/breach']!.armed).toBe(200);
    expect(report.elements.notice!.count).toBeGreaterThan(120);
  });

  it('shows that fewer people mean longer waiting times and more breached limits', async () => {
    const models = await graphs();
    const [few, many] = [
      simulate(models, { ...scenario, people: { mediator: 1 } }),
      simulate(models, { ...scenario, people: { mediator: 20 } }),
    ];
    expect(few.roles.mediator!.mean).toBeGreaterThan(many.roles.mediator!.mean);
    expect(few.limits['mediation-period/breach']!.fired).toBeGreaterThan(many.limits['mediation-period/breach']!.fired);
  });

  it('stops at the given instant', async () => {
    const report = simulate(await graphs(), {
      ...scenario,
      arrivals: { type: 'constant', value: 10 },
      people: { mediator: 1 },
      until: '2026-01-05T12:00:00+08:00',
    });
    expect(report.cases.started).toBeLessThan(200);
    expect(report.cases.open).toBeGreaterThan(0);
  });
});

describe('chance', () => {
  it('follows its distributions', () => {
    const chance = new Chance(1);
    const mean = (draw: () => number) =>
      Array.from({ length: 20_000 }, draw).reduce((sum, value) => sum + value, 0) / 20_000;
    expect(mean(() => chance.minutes({ type: 'exponential', mean: 10 }))).toBeCloseTo(10, 0);
    expect(mean(() => chance.minutes({ type: 'normal', mean: 50, deviation: 5 }))).toBeCloseTo(50, 0);
    expect(mean(() => chance.minutes({ type: 'triangular', from: 0, mode: 3, to: 6 }))).toBeCloseTo(3, 0);
    expect(
      mean(
        () =>
          chance.pick([
            { weight: 1, value: 0 },
            { weight: 3, value: 1 },
          ]) ?? 0,
      ),
    ).toBeCloseTo(0.75, 1);
  });
});

describe('work time', () => {
  const hours = { days: [1, 2, 3, 4, 5], from: 9, to: 17, holidays: ['2026-01-06'] };
  const done = (from: string, minutes: number) => new Date(worked(Date.parse(from), minutes, hours)).toISOString();

  it('counts only working hours', () => {
    expect(done('2026-01-05T16:00:00+08:00', 90)).toBe(new Date('2026-01-07T09:30:00+08:00').toISOString());
    expect(done('2026-01-09T18:00:00+08:00', 60)).toBe(new Date('2026-01-12T10:00:00+08:00').toISOString());
    expect(done('2026-01-05T07:00:00+08:00', 8 * 60)).toBe(new Date('2026-01-05T17:00:00+08:00').toISOString());
  });
});
