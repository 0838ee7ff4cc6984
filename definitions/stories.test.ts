import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Player } from '../bin/demo/Player';
import { faultsOf } from '../bin/demo/report';
import { shippedStories } from '../bin/demo/Story';
import { filedAt } from '../bin/demo/time';
import { bindCalendar, shippedCalendar } from '../domain/limits/calendar';
import { limitsTable, unexplained, untold, type Use } from './limitsTable';
import { MemorySystem, shipped } from '../tests/system/MemorySystem';

const stories = shippedStories();
const made = shipped();
const uses: Use[] = [];

// The same stories run on the real system in tests/system/demo.test.ts; here on the processes alone, with the state
// through JSON after every event.
it.each(stories.map((story) => [`${story.id} ${story.title}`, story] as const))(
  '%s',
  async (_, story) => {
    const system = new MemorySystem(await made, new Date(filedAt(story) - 60_000).toISOString());
    const player = new Player(system, bindCalendar(shippedCalendar), [story]);
    await player.run();
    uses.push(...[...system.timed.values()].map((each) => ({ ...each, story: story.id })));
    const [play] = player.plays;
    expect(faultsOf(play!, await system.caseStatus(play!.number!))).toEqual([]);
  },
  60_000,
);

describe('the table of limits in README.md', () => {
  it('is what the models and stories say (npm run definitions:limits writes it)', async () => {
    const readme = readFileSync(join(__dirname, 'README.md'), 'utf8');
    expect(readme).toContain(limitsTable((await made).graphs, uses));
  });

  it('has every limit of the law, with its element, or with the reason why no timer is needed', async () => {
    expect(unexplained((await made).graphs, uses)).toEqual([]);
  });

  it('has a story for every limit that a process has', async () => {
    expect(untold((await made).graphs, uses)).toEqual([]);
  });
});
