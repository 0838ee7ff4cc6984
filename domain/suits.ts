import type { Side } from './reach';

/** One of the suits that are tried together (解释(一) art. 4): of each side over the same award, and counter-claims. */
interface Suit {
  by: Side;
  reason?: string | null;
  /** How it ended without a decision; absent while it is on. */
  how?: string | null;
  /** The ruling that ends it was made and is being served. */
  ending?: boolean | null;
}

/** Which suit ends: by its place among them, from 1; or all, by a settlement. */
interface Chosen {
  suit: number | null;
  by: Side | null;
  all?: boolean;
}

const isOn = ({ how, ending }: Suit): boolean => !how && ending !== true;

/**
 * The suit meant by its plaintiff or, where that side has several, by its place; without either the first that is on. One that has ended, or whose ruling is being served, does not end again: null.
 */
function chosen(suits: readonly Suit[], meant: unknown): Chosen {
  const at = suits.findIndex(
    (suit, index) =>
      isOn(suit) &&
      (meant === null || meant === undefined || [suit.by, index + 1, `${index + 1}`].includes(meant as string)),
  );
  return at < 0 ? { suit: null, by: null } : { suit: at + 1, by: suits[at]!.by };
}

const isChosen = ({ suit, by, all }: Chosen, each: Suit, index: number): boolean =>
  // A ruling from before suits were told apart names the plaintiff only.
  all === true || (suit === undefined ? each.by === by : suit === index + 1);

const plaintiffs = { worker: ['劳动者', 'Worker'], employer: ['用人单位', 'Employer'] } as const;

/** The functions of joined suits for FEEL. */
export const suitFunctions = () => ({
  'suits on': (suits: Suit[] | null) =>
    (suits ?? []).flatMap((suit, index) => {
      if (!isOn(suit)) return [];
      const [zh, en] = plaintiffs[suit.by];
      const counter = suit.reason === 'counterclaim';
      const value = chosen(suits!, suit.by).suit === index + 1 ? suit.by : `${index + 1}`;
      return [{ value, label: zh + (counter ? '（反诉）' : ''), label_en: en + (counter ? ' (counter-claim)' : '') }];
    }),
  'suit chosen': (suits: Suit[] | null, meant: unknown) => chosen(suits ?? [], meant),
  'suits ending': (suits: Suit[] | null, which: Chosen | null) =>
    (suits ?? []).map((suit, index) =>
      which && isOn(suit) && isChosen(which, suit, index) ? { ...suit, ending: true } : suit,
    ),
  'suits ended': (suits: Suit[] | null, which: Chosen | null, how: string | null, ground: unknown, servedOn: unknown) =>
    (suits ?? []).map((suit, index) => {
      if (!which || suit.how || !isChosen(which, suit, index)) return suit;
      const { ending: _over, ...rest } = suit;
      // Overturned on appeal, it goes on.
      return how ? { ...rest, how, ground, servedOn } : rest;
    }),
});
