import { disputeFunctions } from '../domain/feel';
import { bindCalendar, shippedCalendar } from '../domain/limits/calendar';
import { shippedRules } from '../domain/limits/rules';
import type { Command } from '../engine';
import { MemoryHost } from '../engine/memory/MemoryHost';
import { shipped } from '../tests/system/MemorySystem';

// A case whose negotiation or mediation began before agreements had terms calls the process of now.
it('performs an agreement that was made before agreements had terms', async () => {
  const { graphs } = await shipped();
  const tasks: Extract<Command, { type: 'openTask' }>[] = [];
  const host = new MemoryHost(graphs, {
    now: '2026-05-11T09:00:00+08:00',
    functions: disputeFunctions({ calendar: bindCalendar(shippedCalendar), rules: shippedRules, parameters: [] }),
    jobs: {},
    watch: ({ commands }) => {
      for (const command of commands) if (command.type === 'openTask') tasks.push(command);
    },
  });
  host.start('performance', {
    case: { applicant: 'worker', claims: [], workers: { label: '张某' }, employer: { name: '某公司' } },
    agreement: {
      effectiveOn: '2026-05-11',
      draft: { terms: '支付工资', amount: 300, instalments: 2, performWithinDays: 10 },
      amount: 300,
      instalments: [1, 2].map((number) => ({ number, due: null, amount: null })),
    },
    agreedLimit: 'mediation-performance',
    staff: 'mediator',
  });
  expect(tasks.map(({ element, candidateGroups }) => [element, candidateGroups])).toEqual([
    ['perform', ['worker', 'mediator']],
    ['perform', ['employer']],
  ]);
  expect(tasks[0]!.variables).toMatchObject({
    instalment: { obligorSide: 'employer', amount: 150, of: 2, within: 10 },
    clauses: [expect.stringContaining('支付工资')],
  });
});
