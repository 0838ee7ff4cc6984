import { Player } from '../bin/demo/Player';
import { shippedStories } from '../bin/demo/Story';
import { filedAt } from '../bin/demo/time';
import { bindCalendar, shippedCalendar } from '../domain/limits/calendar';
import { MemorySystem, shipped } from '../tests/system/MemorySystem';

const granted = shippedStories().find(({ story }) => story.some(({ act }) => act === 'set-aside.grant'))!;

// Within the worker's own period to sue over the award, both rights would otherwise exist side by side.
it('leaves each side one suit to bring if the award is set aside early', async () => {
  const early: Record<string, string> = { 'set-aside.apply': 'P42D', 'set-aside.grant': 'P45D' };
  const story = {
    ...granted,
    story: granted.story.slice(0, 5).map((line) => ({ ...line, after: early[line.act] ?? line.after })),
  };
  const system = new MemorySystem(await shipped(), new Date(filedAt(story) - 60_000).toISOString());
  const player = new Player(system, bindCalendar(shippedCalendar), [story], false);
  await player.run();
  const [play] = player.plays;
  expect(play!.problems).toEqual([]);
  expect(
    (await system.tasks(play!.number!))
      // What stands by throughout: a service or an award that has to be corrected.
      .filter(({ element }) => !['correctService', 'correctAward'].includes(element))
      .map(({ element, groups }) => [element, ...groups]),
  ).toEqual([
    ['maySue', 'worker'],
    ['maySue', 'employer'],
  ]);
});
