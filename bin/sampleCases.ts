import { env } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { bindCalendar, shippedCalendar } from '../domain/limits/calendar';
import { Cases, connect, disconnect } from '../models';
import { isMain } from './configuration';
import { HttpSystem, type Place } from './demo/HttpSystem';
import { Player } from './demo/Player';
import { shippedGraphs } from './demo/playStories';
import { sampleCases, shippedStories, type Story } from './demo/Story';
import { Stuck } from './demo/System';
import { dayOf } from './demo/time';
import { minimumWages } from './sample';

/**
 * How many acts of each sample case are done in advance, so that some wait for an answer, some are in mediation or
 * arbitration, and some are settled.
 */
const actsDone: Record<string, number> = {
  S01: 5,
  S02: 1,
  S03: 2,
  S04: 1,
  S05: 2,
  S06: 1,
  S07: 3,
  S08: 5,
  S09: 2,
  S10: 2,
  S11: 3,
  S12: 4,
};
/** The milliseconds in which a running system has usually completed the effects of an act. */
const moment = 500;

/**
 * Files the sample cases over the API as their people would, and advances each to some point, to try out the system.
 * Before that the minimum wages are entered, on which final awards depend. Returns what could not be done; does nothing
 * if there are cases already.
 */
export async function makeSampleCases({
  mongoUri,
  url,
  password,
}: {
  mongoUri: string;
  url: string;
  password: string;
}): Promise<string[]> {
  await connect(mongoUri);
  const known = await Cases.exists({}).finally(disconnect);
  if (known) return [];
  const system = new HttpSystem(runningAt(url, password), await shippedGraphs());
  await system.enter(minimumWages, '示例数据');
  const player = new Player(system, bindCalendar(shippedCalendar), shippedStories(sampleCases).map(begun), false);
  await player.run();
  return player.plays.flatMap(({ story, problems }) => problems.map((problem) => `${story.id} ${problem}`));
}

/** The first acts of a story, all done on the present day. */
const begun = ({ parameters: _parameters, ...story }: Story): Story => ({
  ...story,
  filed: dayOf(Date.now() - 86_400_000),
  story: story.story
    .filter(({ who }) => who !== 'system')
    .slice(0, actsDone[story.id] ?? 1)
    .map((line) => ({ ...line, after: 'P0D' })),
});

/** The system running in real time. */
const runningAt = (url: string, password: string): Place => ({
  url,
  password,
  working: true,
  clock: () => new Date(),
  skipTo: () => Promise.reject(new Stuck('here time passes by itself / 这里的时间自己走')),
  rest: () => pause(moment),
  guesses: true,
  before: (instant) => instant,
  stop: () => Promise.resolve(),
  start: () => Promise.resolve(),
});

if (isMain(import.meta.filename)) {
  makeSampleCases({
    mongoUri: env.MONGODB_URI ?? '',
    url: `http://127.0.0.1:${env.PORT}`,
    password: env.HEYI_FIRST_PASSWORD ?? '',
  }).then(
    (problems) => {
      for (const problem of problems) process.stderr.write(`${problem}\n`);
      process.exitCode = problems.length ? 1 : 0;
    },
    (error: Error) => {
      process.stderr.write(`${error.stack}\n`);
      process.exitCode = 1;
    },
  );
}
