import { disputeFunctions } from '../domain/feel';
import { bindCalendar, shippedCalendar } from '../domain/limits/calendar';
import { shippedRules } from '../domain/limits/rules';
import { MemoryHost } from '../engine/memory/MemoryHost';
import { instantOf } from '../engine/run/time';
import { shipped } from '../tests/system/MemorySystem';

it('lapses when one side has not signed in time: its signature is then nobody’s agreement', async () => {
  const { graphs } = await shipped();
  const open = new Map<number, { who: string; assignee?: string }>();
  const host = new MemoryHost(graphs, {
    now: '2026-05-11T09:00:00+08:00',
    functions: disputeFunctions({ calendar: bindCalendar(shippedCalendar), rules: shippedRules, parameters: [] }),
    jobs: {
      'document.create': () => ({ variables: { documentId: 'd', documentHash: '0'.repeat(64), documentText: '全文' } }),
    },
    watch: ({ commands }) => {
      for (const command of commands) {
        if (command.type === 'openTask')
          open.set(command.key, { who: command.candidateGroups[0]!, assignee: command.assignee });
        if (command.type === 'closeTask') open.delete(command.key);
      }
    },
  });
  const id = host.start('signing', {
    paper: 'mediation-agreement',
    signers: ['worker', 'employer', 'mediator'].map((who) => ({ who, capacity: 'party' })),
    seal: null,
    until: {
      limit: 'mediation-period',
      from: '2026-05-11',
      options: { extensions: [{ amount: 5, on: '2026-05-12' }] },
    },
    agreement: { terms: null },
    organisation: null,
    mediator: { id: 'm1' },
  });
  // The mediator who was chosen signs, and nobody else of the organisation.
  expect([...open.values()].map(({ who, assignee }) => [who, assignee])).toEqual([
    ['worker', undefined],
    ['employer', undefined],
    ['mediator', 'm1'],
  ]);
  const [first] = open.keys();
  host.send(id, { type: 'taskCompleted', key: first!, variables: { decision: 'signed', signature: { by: 'u1' } } });
  host.advanceTo(instantOf('2026-06-01T23:00:00+08:00'));
  expect(open.size).toBe(2);
  host.advanceTo(instantOf('2026-06-02T00:01:00+08:00'));
  expect(host.cases.get(id)!.state.result?.variables).toMatchObject({
    signing: { result: 'lapsed', completedOn: null },
  });
});
