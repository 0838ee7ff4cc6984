import { addTo, isDay, type Day } from '../limits/dates';
import type { Side } from '../reach';
import type { Text } from '../text';

/** How the suit of a side over an award ended without a decision on the merits. */
export interface EndedSuit {
  by: Side;
  how: 'withdrawn' | 'deemed-withdrawn' | 'dismissed';
  /** Why it was dismissed; other grounds have the effect of a withdrawal. */
  ground?: 'late' | 'wrong-party' | 'not-labour-dispute' | 'final-award' | 'other';
  /** When the ruling was served on the last of the parties. */
  servedOn?: Day;
}

/** What an award is worth once nobody sues over it any more. */
export interface Effect {
  inForce: boolean;
  effectiveOn?: Day;
  basis: Text;
}

const says = (zh: string, en: string): Text => ({ zh, en });

/**
 * The effect of an award after all suits over it have ended without a judgment. `lastDays`: the last day on which each
 * side might have sued; none for a side that may not sue. A final award has effect when it is made (Law art. 47), any
 * other from the day after the periods (Law art. 50); after a suit, as 法释〔2000〕18号 says.
 */
export function awardEffect(
  { final, madeOn }: { final: boolean; madeOn: Day },
  suits: readonly EndedSuit[],
  lastDays: { readonly [side in Side]?: Day },
): Effect {
  const wrong = suits.find(({ how, ground }) => how === 'dismissed' && hasNoEffect(ground));
  if (wrong)
    return {
      inForce: false,
      basis: says(
        '主体资格错误或者不属于劳动争议而被驳回起诉的，原裁决不发生法律效力（法释〔2000〕18号第三条）',
        'The suit was dismissed for a wrong party, or because this is no labour dispute: the award has no effect (法释〔2000〕18号 art. 3)',
      ),
    };
  const open = (['worker', 'employer'] as const)
    .filter((side) => !suits.some(({ by }) => by === side))
    .flatMap((side) => (lastDays[side] ? [following(lastDays[side])] : []));
  const ended = suits.flatMap((suit) => dayOf(suit, lastDays, madeOn) ?? []);
  if (final)
    return ended.length
      ? { inForce: true, effectiveOn: last(ended), basis: bySuit(suits) }
      : {
          inForce: true,
          effectiveOn: madeOn,
          basis: says(
            '终局裁决自作出之日起发生法律效力（调解仲裁法第47条）',
            'A final award has effect on the day when it is made (Law art. 47)',
          ),
        };
  const days = [...open, ...ended];
  return {
    inForce: true,
    effectiveOn: days.length ? last(days) : madeOn,
    basis: ended.length
      ? bySuit(suits)
      : says(
          '期满不起诉的，裁决书发生法律效力（调解仲裁法第50条）',
          'Nobody sued in time: the award has effect (Law art. 50)',
        ),
  };
}

const hasNoEffect = (ground: EndedSuit['ground']) => ground === 'wrong-party' || ground === 'not-labour-dispute';
const following = (day: Day): Day => addTo(day, 1, 'day');
const last = (days: Day[]): Day => days.reduce((a, b) => (a > b ? a : b));

function dayOf({ by, how, ground, servedOn }: EndedSuit, lastDays: { readonly [side in Side]?: Day }, madeOn: Day) {
  if (how !== 'dismissed') return servedOn;
  if (ground === 'late' && lastDays[by]) return following(lastDays[by]);
  return ground === 'final-award' ? madeOn : servedOn;
}

const bySuit = (suits: readonly EndedSuit[]): Text =>
  suits.some(({ how, ground }) => how === 'dismissed' && ground === 'late')
    ? says(
        '超过起诉期间被驳回起诉的，原裁决自起诉期间届满之次日起恢复法律效力（法释〔2000〕18号第二条）',
        'The suit was dismissed as late: the award has effect from the day after the period (法释〔2000〕18号 art. 2)',
      )
    : says(
        '准予撤诉或者按撤诉处理的，原裁决自裁定送达当事人之日起发生法律效力（法释〔2000〕18号第一条）',
        'The suit was withdrawn or treated as withdrawn: the award has effect when the ruling is served (法释〔2000〕18号 art. 1)',
      );

/** The suits of a process that have ended without a decision; anything else in the list is passed over. */
export const endedSuits = (value: unknown): EndedSuit[] =>
  (Array.isArray(value) ? value : []).flatMap((each: Partial<EndedSuit> | null) =>
    (each?.by === 'worker' || each?.by === 'employer') && each.how !== undefined && each.how !== null
      ? [
          {
            by: each.by,
            how: each.how,
            ...(each.ground && { ground: each.ground }),
            ...(isDay(each.servedOn) && { servedOn: each.servedOn }),
          },
        ]
      : [],
  );
