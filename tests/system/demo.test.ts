import { Caller } from '../../bin/demo/Caller';
import { playStories, type Played } from '../../bin/demo/playStories';
import { faultsOf } from '../../bin/demo/report';
import { sampleCases, shippedStories } from '../../bin/demo/Story';
import type { AnswerOf } from '../../api/contract';
import type * as services from '../../api/contract/services';

type Ledger = AnswerOf<typeof services.caseServices>;

const samples = shippedStories(sampleCases);
/** A paper comes back and is served by public notice; a day of service is corrected. */
const [returned, corrected] = ['V03', 'V06'].map((id) => shippedStories().find((story) => story.id === id)!);
const stories = [...samples, returned!, corrected!];

/**
 * The acceptance test: what `npm run demo` does, on the real API, worker, workflow code and database. Further stories
 * run in memory (definitions/stories.test.ts).
 */
describe('the sample cases over HTTP', () => {
  let played: Played[] = [];
  const ledgers = new Map<string, Ledger>();
  let listed: AnswerOf<typeof services.listServices>['rows'] = [];
  beforeAll(async () => {
    played = await playStories(stories, () => undefined, {
      async ended(house, plays) {
        const caller = new Caller(house);
        caller.know('arbitrator', { account: 'arbitrator', password: house.password });
        for (const { play } of plays)
          ledgers.set(play.story.id, await caller.get<Ledger>(`/cases/${play.number}/services`, 'arbitrator'));
        if (ledgers.has(corrected!.id))
          listed = (await caller.get<{ rows: typeof listed }>('/services?status=served&paper=award', 'arbitrator'))
            .rows;
      },
    });
  }, 900_000);

  it.each(stories.map(({ id, title }) => [id, title]))('%s %s', (id) => {
    const { play, caseStatus } = played.find((each) => each.play.story.id === id)!;
    expect(faultsOf(play, caseStatus)).toEqual([]);
  });

  const rowOf = (id: string, paper: string, recipient: string) =>
    ledgers.get(id)!.rows.find((row) => row.paper === paper && row.recipient === recipient)!;

  it('keeps every attempt in the ledger of service, with its proof and the rule that fixes the day', () => {
    const row = rowOf(returned!.id, 'arbitration-application', 'employer');
    expect(row).toMatchObject({
      status: 'served',
      servedOn: '2026-06-22',
      attempts: [
        { method: 'post', result: 'returned', by: { name: expect.any(String) } },
        { method: 'public-notice', on: '2026-05-20', result: 'received' },
      ],
    });
    expect(row.attempts[1]!.proof).toHaveLength(1);
    expect(row.article!.zh).toContain('第95条');
  });

  it('shows of a correction the former day, who made it and why, and what it moved', () => {
    const row = rowOf(corrected!.id, 'award', 'employer');
    expect(row).toMatchObject({
      servedOn: '2026-06-24',
      counts: [{ limit: 'suit-non-final-award', due: '2026-07-09' }],
      corrected: [{ from: '2026-06-20', to: '2026-06-24', by: { name: expect.any(String) } }],
    });
    expect(row.corrected[0]!.why).toContain('回执');
    expect(row.corrected[0]!.moved).toMatchObject([
      { limit: 'suit-non-final-award', from: '2026-07-06T16:00:00.000Z', to: '2026-07-09T16:00:00.000Z' },
    ]);
    expect(rowOf(corrected!.id, 'award', 'worker')).toMatchObject({ servedOn: '2026-06-20', corrected: [] });
  });

  it('lists the papers of all cases within reach', () => {
    expect(new Set(listed.map((row) => row.case)).size).toBeGreaterThan(1);
  });
});
