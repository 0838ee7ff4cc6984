import { playStories, type Played } from '../../bin/demo/playStories';
import { faultsOf } from '../../bin/demo/report';
import { sampleCases, shippedStories } from '../../bin/demo/Story';

const stories = shippedStories(sampleCases);

/**
 * The acceptance test: what `npm run demo` does, on the real API, worker, workflow code and database. Further stories
 * run in memory (definitions/stories.test.ts).
 */
describe('the sample cases over HTTP', () => {
  let played: Played[] = [];
  beforeAll(async () => {
    played = await playStories(stories, () => undefined);
  }, 900_000);

  it.each(stories.map(({ id, title }) => [id, title]))('%s %s', (id) => {
    const { play, caseStatus } = played.find((each) => each.play.story.id === id)!;
    expect(faultsOf(play, caseStatus)).toEqual([]);
  });
});
