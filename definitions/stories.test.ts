import { Player } from '../bin/demo/Player';
import { faultsOf } from '../bin/demo/report';
import { shippedStories } from '../bin/demo/Story';
import { filedAt } from '../bin/demo/time';
import { bindCalendar, shippedCalendar } from '../domain/limits/calendar';
import { MemorySystem, shipped } from '../tests/system/MemorySystem';

const stories = shippedStories();
const made = shipped();

// The same stories run on the real system in tests/system/demo.test.ts; here on the processes alone, with the state
// through JSON after every event.
it.each(stories.map((story) => [`${story.id} ${story.title}`, story] as const))(
  '%s',
  async (_, story) => {
    const system = new MemorySystem(await made, new Date(filedAt(story) - 60_000).toISOString());
    const player = new Player(system, bindCalendar(shippedCalendar), [story]);
    await player.run();
    const [play] = player.plays;
    expect(faultsOf(play!, await system.caseStatus(play!.number!))).toEqual([]);
  },
  60_000,
);
