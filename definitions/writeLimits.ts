import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Player } from '../bin/demo/Player';
import { shippedStories } from '../bin/demo/Story';
import { filedAt } from '../bin/demo/time';
import { bindCalendar, shippedCalendar } from '../domain/limits/calendar';
import { MemorySystem, shipped } from '../tests/system/MemorySystem';
import { limitsTable, untold, type Use } from './limitsTable';

/** `npm run definitions:limits`: plays the stories and writes the table of limits into README.md. */
const made = await shipped();
const uses: Use[] = [];
for (const story of shippedStories()) {
  const system = new MemorySystem(made, new Date(filedAt(story) - 60_000).toISOString());
  await new Player(system, bindCalendar(shippedCalendar), [story]).run();
  uses.push(...[...system.timed.values()].map((each) => ({ ...each, story: story.id })));
}
const readme = join(import.meta.dirname, 'README.md');
writeFileSync(
  readme,
  readFileSync(readme, 'utf8').replace(/(?<=\n)\| Article 条款[^]*?(?=\n\n|$)/, () => limitsTable(made.graphs, uses)),
);
for (const limit of untold(made.graphs, uses)) process.stdout.write(`${limit}: 没有案例 / no story\n`);
