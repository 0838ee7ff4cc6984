import type { EventDefinition } from '../graph';
import type { Wait } from '../state';
import { cycleOf } from './cycle';
import type { Here } from './Here';
import { shown } from './evaluate';
import { Stuck } from './Stuck';
import { after, instantOf } from './time';

type Timer = Extract<EventDefinition, { type: 'timer' }>;
type Derived = Omit<Extract<Wait, { type: 'timer' }>, 'type' | 'element' | 'definition'>;

/**
 * When a timer falls due. A FEEL context `{ due, … }` gives the instant itself, or null while it is unknown; its other
 * members are the basis, stored with the date. Throws Stuck.
 */
export function derive(here: Here, { kind, value: text }: Timer): Derived {
  const found = here.value(text);
  if (found !== null && typeof found === 'object' && 'due' in found) {
    const { due, ...basis } = found as { due: unknown };
    if (due === null) return { basis };
    if (typeof due === 'string') return { due: instantOf(due), basis };
  }
  if (typeof found !== 'string')
    throw new Stuck(
      'NOT_A_DATE',
      `定时表达式「${text}」的结果是 ${shown(found)}，不是时间。`,
      `The timer's expression “${text}” gives ${shown(found)}, which is not a time.`,
    );
  return read[kind](found, here.step.now, here.step.edition);
}

const read: Record<Timer['kind'], (text: string, now: string, edition: number) => Derived> = {
  date: (text) => ({ due: instantOf(text) }),
  duration: (text, now) => ({ due: after(now, text) }),
  cycle: (text, now, edition) => cycleOf(text.startsWith('R') ? text : `R/${text}`, now, edition),
};
