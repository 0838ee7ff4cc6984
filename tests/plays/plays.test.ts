import fc from 'fast-check';
import { shipped } from '../system/MemorySystem';
import { keptVersions } from './kept';
import { choices, filedAt, filing } from './plays';
import { RandomPlay } from './RandomPlay';

const made = shipped();
const options = { seed: 20261130, endOnFailure: true };

/** A sample; `npm run sweep` plays ten thousand, `npm run plays` as many as are asked for and prints what they did. */
it.each([['the shipped processes', undefined] as const, ...keptVersions()])(
  'no random play of %s ends in what must never be',
  async (_, from) => {
    await fc.assert(
      fc.asyncProperty(filing, choices, async (filed, things) => {
        const play = new RandomPlay(await made, filed, filedAt, from);
        await play.run(things);
        expect([...play.faults]).toEqual([]);
      }),
      { ...options, numRuns: from ? 50 : 100 },
    );
  },
  300_000,
);
