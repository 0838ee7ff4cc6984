import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bindCalendar, shippedCalendar } from '../../domain/limits/calendar';
import { compile, executables, readBpmn, type Graph } from '../../engine';
import { TimeSkippingSystem, type TimeSkippingOptions } from './TimeSkippingSystem';
import { HttpSystem } from './HttpSystem';
import { Player, type Play } from './Player';
import type { Story } from './Story';
import type { CaseStatus } from './System';
import { filedAt } from './time';

/** A story that was played, and the state of its case. */
export interface Played {
  play: Play;
  caseStatus: CaseStatus;
}

/** The state of a case that could not even be filed. */
const unfiled: CaseStatus = { status: 'open', stages: [], breached: [], documents: [], incidents: [] };

/** The shipped processes by id. */
export async function shippedGraphs(
  folder = join(import.meta.dirname, '../../definitions'),
): Promise<Map<string, Graph>> {
  const graphs = new Map<string, Graph>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.bpmn'))) {
    const { definitions } = await readBpmn(readFileSync(join(folder, file)));
    for (const process of executables(definitions)) graphs.set(process, compile(definitions, process, file));
  }
  return graphs;
}

export interface PlayOptions extends TimeSkippingOptions {
  /** Inspects the system after everything has been played, before it stops. */
  ended?(timeSkipping: TimeSkippingSystem, played: Played[]): Promise<void>;
}

/**
 * Plays stories over HTTP on a complete system, on one timeline from the first filing on. A story that stops the system
 * gets a system of its own. `say` reports progress.
 */
export async function playStories(
  stories: Story[],
  say: (what: string) => void,
  options: PlayOptions = {},
): Promise<Played[]> {
  const together = stories.filter((story) => !stops(story));
  const played = together.length ? await playTogether(together, say, options) : [];
  for (const story of stories.filter(stops))
    played.push(...(await playTogether([story], say, { ...options, cached: 0 })));
  return played.sort((a, b) => stories.indexOf(a.play.story) - stories.indexOf(b.play.story));
}

const stops = ({ story }: Story): boolean => story.some(({ act }) => act === 'stop-all');

async function playTogether(
  stories: Story[],
  say: (what: string) => void,
  { ended, ...options }: PlayOptions,
): Promise<Played[]> {
  const timeSkipping = await TimeSkippingSystem.open(Math.min(...stories.map(filedAt)) - 60_000, say, options);
  try {
    const system = new HttpSystem(timeSkipping, await shippedGraphs());
    const player = new Player(system, bindCalendar(shippedCalendar), stories);
    await player.run(({ story }, what) =>
      say(`${timeSkipping.clock().toISOString().slice(0, 10)} ${story.id} ${what}`),
    );
    const played = await Promise.all(
      player.plays.map(async (play) => ({
        play,
        caseStatus: play.number ? await system.caseStatus(play.number) : unfiled,
      })),
    );
    await ended?.(timeSkipping, played);
    return played;
  } finally {
    await timeSkipping.close();
  }
}
