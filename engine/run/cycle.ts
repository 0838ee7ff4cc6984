import { LEAST_INTERVAL } from '../budgets';
import { EDITION } from '../edition';
import type { Wait } from '../state';
import { Stuck } from './Stuck';
import { after, instantOf, millisecondsBetween } from './time';

type Timer = Extract<Wait, { type: 'timer' }>;
export type Cycle = Pick<Timer, 'due' | 'anchor' | 'interval' | 'turn' | 'remaining'>;

/**
 * An ISO 8601 repeating interval: `R4/PT5S`, `R/2026-01-31T00:00:00/P1M`, `R3/P1D/2026-02-01`, `R2/start/end`. `R4` is
 * four turns, `R` is unlimited. Turns before `now` have passed; if all have, the last one is still due, late, like a
 * date in the past. No turn is after an end, and none before it is left out; `R3/P1M/end` is three turns, the last one
 * at the end (ISO 8601-1:2019 §5.6). In the first edition of the rules turns were counted by the length of the first one;
 * since the third there is a least interval. Throws Stuck.
 */
export function cycleOf(text: string, now: string, edition = EDITION): Cycle {
  const estimated = edition < 2;
  const [head, first, second, rest] = text.split('/');
  const count = /^R(\d*)$/.exec(head ?? '');
  if (!count || !first || rest !== undefined)
    throw new Stuck(
      'NOT_A_DATE',
      `「${text}」不是重复间隔（如 R4/PT5S）。`,
      `“${text}” is not a repeating interval such as R4/PT5S.`,
    );
  const turns = count[1] === '' ? undefined : Number(count[1]);
  const { anchor, interval, from, end } = bounds(first, second, now, turns, estimated);
  if (turns === 0) return { remaining: 0, anchor, interval, turn: from };
  demandLength(anchor, interval, edition < 3 ? 1 : LEAST_INTERVAL);
  const turn = passed(anchor, interval, from, now);
  const open = turns === undefined ? undefined : turns - (turn - from);
  const remaining = (estimated ? leftBefore : left)(open, anchor, interval, turn, end);
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

/**
 * The next turn of a cycle that has just fired; undefined after the last. With `now`, turns that passed in the meantime
 * (because nothing ran for a while) are skipped: a late cycle fires once and then keeps its rhythm.
 */
export function nextTurn(timer: Timer, now?: string): Timer | undefined {
  const { anchor, interval, turn, remaining } = timer;
  if (!anchor || !interval || turn === undefined) return undefined;
  const due = after(anchor, interval, turn + 1);
  const next =
    now !== undefined && Date.parse(due) <= Date.parse(now) ? passed(anchor, interval, turn + 1, now, 1) : turn + 1;
  const rest = remaining === undefined ? undefined : remaining - (next - turn);
  if (rest !== undefined && rest <= 0) return undefined;
  return {
    ...timer,
    turn: next,
    due: next === turn + 1 ? due : after(anchor, interval, next),
    ...(rest === undefined ? {} : { remaining: rest }),
  };
}

interface Bounds {
  anchor: string;
  interval: string;
  from: number;
  end?: string;
}

const isDuration = (text: string) => text.startsWith('P');

function bounds(
  first: string,
  second: string | undefined,
  now: string,
  turns: number | undefined,
  estimated: boolean,
): Bounds {
  if (second === undefined) return { anchor: instantOf(now), interval: first, from: 1 };
  if (isDuration(second)) return { anchor: instantOf(first), interval: second, from: 0 };
  if (!isDuration(first))
    return {
      anchor: instantOf(first),
      interval: `PT${millisecondsBetween(instantOf(first), instantOf(second)) / 1000}S`,
      from: 0,
    };
  const end = instantOf(second);
  if (turns === undefined) return { anchor: instantOf(now), interval: first, from: 1, end };
  // Counted back from the end: a month before 31 March is 28 February, two months before it is 31 January.
  return estimated
    ? { anchor: after(end, first, -turns), interval: first, from: 1, end }
    : { anchor: end, interval: first, from: 1 - turns };
}

function demandLength(anchor: string, interval: string, least: number): void {
  if (millisecondsBetween(anchor, after(anchor, interval)) >= least) return;
  throw new Stuck(
    'NOT_A_DATE',
    `重复间隔「${interval}」太短，至少为 ${LEAST_INTERVAL / 1000} 秒。`,
    `The repeating interval “${interval}” is too short; it must be at least ${LEAST_INTERVAL / 1000} second.`,
  );
}

/** The first turn that is not before now, or with `beyond` at least that many milliseconds after it. */
function passed(anchor: string, interval: string, from: number, now: string, beyond = 0): number {
  const step = millisecondsBetween(anchor, after(anchor, interval));
  let turn = from;
  for (
    let gap = millisecondsBetween(after(anchor, interval, turn), now) + beyond;
    gap > 0;
    gap = millisecondsBetween(after(anchor, interval, turn), now) + beyond
  ) {
    turn += Math.max(1, Math.floor((gap / step) * 0.9));
  }
  return turn;
}

/** The number of turns from `turn` on: all that are not after the end, counted by the calendar. */
function left(
  turns: number | undefined,
  anchor: string,
  interval: string,
  turn: number,
  end: string | undefined,
): number | undefined {
  if (end === undefined) return turns;
  const comes = (next: number): boolean => millisecondsBetween(after(anchor, interval, next), end) >= 0;
  // A binary search between zero and twice the number estimated from the length of the first turn.
  let until = leftBefore(undefined, anchor, interval, turn, end)! + 1;
  while (comes(turn + until)) until = until * 2;
  let fewest = 0;
  while (fewest < until) {
    const middle = Math.floor((fewest + until) / 2);
    if (comes(turn + middle)) fewest = middle + 1;
    else until = middle;
  }
  return turns === undefined ? until : Math.min(turns, until);
}

function leftBefore(
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
