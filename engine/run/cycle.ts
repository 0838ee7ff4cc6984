import type { Wait } from '../state';
import { Stuck } from './Stuck';
import { after, instantOf, millisecondsBetween } from './time';

type Timer = Extract<Wait, { type: 'timer' }>;
export type Cycle = Pick<Timer, 'due' | 'anchor' | 'interval' | 'turn' | 'remaining'>;

/**
 * An ISO 8601 repeating interval: `R4/PT5S`, `R/2026-01-31T00:00:00/P1M`, `R3/P1D/2026-02-01`, `R2/start/end`. `R4` is
 * four turns,
 * `R` is without end. What lies before `now` has passed; where that is all, the last turn is still to come, late, as a
 * date that lies
 * before now is. Throws Stuck.
 */
export function cycleOf(text: string, now: string): Cycle {
  const [head, first, second, rest] = text.split('/');
  const count = /^R(\d*)$/.exec(head ?? '');
  if (!count || !first || rest !== undefined)
    throw new Stuck(
      'NOT_A_DATE',
      `「${text}」不是重复间隔（如 R4/PT5S）。 / “${text}” is no repeating interval such as R4/PT5S.`,
    );
  const turns = count[1] === '' ? undefined : Number(count[1]);
  const { anchor, interval, from, end } = bounds(first, second, now, turns);
  if (turns === 0) return { remaining: 0, anchor, interval, turn: from };
  const turn = passed(anchor, interval, from, now);
  const remaining = left(turns === undefined ? undefined : turns - (turn - from), anchor, interval, turn, end);
  if (remaining === undefined) return { due: after(anchor, interval, turn), anchor, interval, turn };
  if (remaining > 0) return { remaining, due: after(anchor, interval, turn), anchor, interval, turn };
  return {
    remaining: 1,
    due: turns === undefined ? end! : after(anchor, interval, from + turns - 1),
    anchor,
    interval,
    turn: turns === undefined ? from : from + turns - 1,
  };
}

/** The next turn of a cycle that has just fired; undefined after the last. */
export function nextTurn(timer: Timer): Timer | undefined {
  const { anchor, interval, turn, remaining } = timer;
  if (!anchor || !interval || turn === undefined || (remaining !== undefined && remaining <= 1)) return undefined;
  return {
    ...timer,
    turn: turn + 1,
    due: after(anchor, interval, turn + 1),
    ...(remaining === undefined ? {} : { remaining: remaining - 1 }),
  };
}

interface Bounds {
  anchor: string;
  interval: string;
  from: number;
  end?: string;
}

const isDuration = (text: string) => text.startsWith('P');

function bounds(first: string, second: string | undefined, now: string, turns: number | undefined): Bounds {
  if (second === undefined) return { anchor: instantOf(now), interval: first, from: 1 };
  if (isDuration(second)) return { anchor: instantOf(first), interval: second, from: 0 };
  if (!isDuration(first))
    return {
      anchor: instantOf(first),
      interval: `PT${millisecondsBetween(instantOf(first), instantOf(second)) / 1000}S`,
      from: 0,
    };
  const end = instantOf(second);
  return turns === undefined
    ? { anchor: instantOf(now), interval: first, from: 1, end }
    : { anchor: after(end, first, -turns), interval: first, from: 1, end };
}

/** The first turn that is not before now. */
function passed(anchor: string, interval: string, from: number, now: string): number {
  const step = millisecondsBetween(anchor, after(anchor, interval));
  if (!(step > 0))
    throw new Stuck(
      'NOT_A_DATE',
      `重复间隔「${interval}」必须大于零。 / The repeating interval “${interval}” must be longer than nothing.`,
    );
  let turn = from;
  for (
    let gap = millisecondsBetween(after(anchor, interval, turn), now);
    gap > 0;
    gap = millisecondsBetween(after(anchor, interval, turn), now)
  ) {
    turn += Math.max(1, Math.floor((gap / step) * 0.9));
  }
  return turn;
}

function left(
  turns: number | undefined,
  anchor: string,
  interval: string,
  turn: number,
  end: string | undefined,
): number | undefined {
  if (end === undefined) return turns;
  const span = millisecondsBetween(after(anchor, interval, turn), end);
  const step = millisecondsBetween(anchor, after(anchor, interval));
  const until = span < 0 ? 0 : Math.floor(span / step) + 1;
  return turns === undefined ? until : Math.min(turns, until);
}
