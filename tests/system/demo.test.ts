import { Caller } from '../../bin/demo/Caller';
import { playStories, type Played } from '../../bin/demo/playStories';
import { faultsOf } from '../../bin/demo/report';
import { sampleCases, shippedStories } from '../../bin/demo/Story';
import type { AnswerOf } from '../../api/contract';
import type * as services from '../../api/contract/services';

type Ledger = AnswerOf<typeof services.caseServices>;

const samples = shippedStories(sampleCases);
/** A day of service is corrected. */
const corrected = shippedStories().filter(({ id }) => id === 'V06');
const stories = [...samples, ...corrected];
/** An award is made and served on both sides. */
const awarded = 'S05';

/**
 * The acceptance test: what `npm run demo` does, on the real API, worker, workflow code and database. Further stories
 * run in memory (definitions/stories.test.ts).
 */
describe('the sample cases over HTTP', () => {
  let played: Played[] = [];
  let ledger: Ledger | undefined;
  let listed: AnswerOf<typeof services.listServices>['rows'] = [];
  beforeAll(async () => {
    played = await playStories(stories, () => undefined, {
      async ended(house, plays) {
        const caller = new Caller(house);
        caller.know('arbitrator', { account: 'arbitrator', password: house.password });
        const number = plays.find(({ play }) => play.story.id === awarded)?.play.number;
        if (!number) return;
        ledger = await caller.get<Ledger>(`/cases/${number}/services`, 'arbitrator');
        listed = (await caller.get<{ rows: typeof listed }>('/services?status=served&paper=award', 'arbitrator')).rows;
      },
    });
  }, 1_500_000);

  it.each(stories.map(({ id, title }) => [id, title]))('%s %s', (id) => {
    const { play, caseStatus } = played.find((each) => each.play.story.id === id)!;
    expect(faultsOf(play, caseStatus)).toEqual([]);
  });

  const rowOf = (paper: string, recipient: string) =>
    ledger!.rows.find((row) => row.paper === paper && row.recipient === recipient)!;

  it('keeps who served a paper, how, and the rule that fixes the day', () => {
    expect(rowOf('award', 'worker')).toMatchObject({
      status: 'served',
      servedOn: '2026-06-30',
      corrected: [],
      attempts: [{ method: 'in-person', on: '2026-06-30', result: 'received', by: { name: expect.any(String) } }],
    });
    expect(rowOf('award', 'worker').article!.zh).toContain('第20(1)条');
  });

  it('lists the papers of all cases within reach', () => {
    expect(new Set(listed.map((row) => row.case)).size).toBeGreaterThan(1);
  });
});
