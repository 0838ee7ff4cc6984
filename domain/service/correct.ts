import type { Day } from '../limits/dates';
import type { Text } from '../text';
import { servedEntry, type Entry } from './entry';
import { paperName } from '../documents';
import type { Fault } from './faults';
import type { Deadline } from './served';

/** A limit that runs from a service, with its previous and its new last day. */
export interface Moved {
  limit: string;
  title: Text;
  from: Day | null;
  to: Day | null;
}

/** A corrected day of service: the new ledger, the limits that it moves, and the notices to those affected. */
export interface Correction {
  ledger: Entry[];
  entry: Entry;
  moved: Moved[];
  told: { title: Text; text: Text };
}

interface Wanted {
  paper: string;
  recipient: string;
  day: Day;
  why: string;
  on: Day;
}

/**
 * The last day of each limit that runs from this service, for a given day of service; a limit without a length of its
 * own has none.
 */
export function countedFrom(
  { counts = [] }: Pick<Entry, 'counts'>,
  day: Day,
  deadline: Deadline,
): { limit: string; title: Text; due: Day | null }[] {
  return counts.flatMap((limit) => {
    try {
      const { title, dueDate } = deadline(limit, day);
      return [{ limit, title, due: dueDate }];
    } catch {
      return [];
    }
  });
}

/** Corrects the day of the last service of a paper on a recipient; undefined if there is none. */
export function correct(ledger: readonly Entry[], wanted: Wanted, deadline: Deadline): Correction | undefined {
  const entry = servedEntry(ledger, wanted.paper, wanted.recipient);
  if (!entry) return undefined;
  const { day: to, why, on } = wanted;
  const from = entry.servedOn!;
  const corrected = { ...entry, servedOn: to, corrected: [...(entry.corrected ?? []), { from, to, why, on }] };
  const before = countedFrom(entry, from, deadline);
  const moved = countedFrom(entry, to, deadline).map(({ limit, title, due }, index) => ({
    limit,
    title,
    from: before[index]!.due,
    to: due,
  }));
  return {
    ledger: ledger.map((each) => (each === entry ? corrected : each)),
    entry: corrected,
    moved,
    told: words(entry, from, to, moved, on),
  };
}

function words(
  { paper, recipient }: Entry,
  from: Day,
  to: Day,
  moved: readonly Moved[],
  today: Day,
): Correction['told'] {
  /** It had lapsed by the former day, and by the new one it has not. */
  const revived = (each: Moved) => each.from !== null && each.to !== null && each.from < today && each.to >= today;
  const side = recipient.startsWith('worker')
    ? { zh: '劳动者', en: 'worker' }
    : recipient === 'added'
      ? { zh: '追加的当事人', en: 'added party' }
      : { zh: '用人单位', en: 'employer' };
  const { zh, en } = paperName(paper);
  return {
    title: { zh: `送达日期更正：${zh}`, en: `Day of service corrected: ${en}` },
    text: {
      zh: `《${zh}》送达${side.zh}的日期由${from}更正为${to}。${moved.map((each) => `${each.title.zh}：原至${each.from}，现至${each.to}${revived(each) ? '，按新日期尚未届满' : ''}。`).join('')}`,
      en: `The day on which the ${en.toLowerCase()} was served on the ${side.en} is corrected from ${from} to ${to}. ${moved.map((each) => `${each.title.en}: until ${each.from} before, until ${each.to} now${revived(each) ? ', so it is not over' : ''}.`).join(' ')}`.trim(),
    },
  };
}

/** The faults of a correction as it was entered. */
export function correctionFaults(
  ledger: readonly Entry[],
  { paper, recipient, day }: { paper?: string; recipient?: string; day?: Day },
  today: Day,
): Fault[] {
  if (!paper || !recipient || !day) return [];
  const entry = servedEntry(ledger, paper, recipient);
  const at = (zh: string, en: string): Fault[] => [{ field: 'day', zh, en }];
  if (!entry)
    return at(
      '这份文书没有送达过这一方：请核对文书和受送达人',
      'This paper has not been served on that side: check paper and recipient',
    );
  if (day > today)
    return at('这一天还没有到：请填写实际送达的日期', 'This day is in the future: give the day on which it happened');
  if (entry.madeOn !== undefined && day < entry.madeOn)
    return at(
      `文书${entry.madeOn}才作出，不能在此之前送达：请核对日期`,
      `The paper was made on ${entry.madeOn} and cannot have been served before: check the day`,
    );
  if (day === entry.servedOn)
    return at('与登记的日期相同，没有要更正的', 'This day is already recorded: there is nothing to correct');
  return [];
}
