import * as z from 'zod';
import { codeList } from '../codeList';
import { amountField, codeField, dayField, textField } from '../fields';
import { sumFen, toFen, type Fen } from '../money';
import { says } from '../problems';
import type { Side } from '../reach';
import { usedOnce } from '../usedOnce';

/** What became of a claim for which there is no obligation. */
export const claimResults = codeList({
  'given-up': { zh: '不再主张', en: 'Given up' },
  rejected: { zh: '不予支持', en: 'Rejected' },
  confirmed: { zh: '予以确认，无需履行', en: 'Confirmed; nothing is to be done' },
  elsewhere: { zh: '另行处理', en: 'Dealt with elsewhere' },
});

/** A side, or one worker of the roster: `worker:3` is the third. */
const whoField = z
  .string()
  // No pattern of zod: it writes to its patterns, and workflows freeze them.
  .refine(
    (who) => /^(employer|worker(:[1-9]\d{0,4})?)$/.test(who),
    says('应为用人单位、劳动者或者名单中的一人', 'This must be the employer, the worker or one of the list'),
  );

/** Claims, and after them those of joined counter-claims. */
const claimNumber = z.number().int().min(1).max(200);

const instalmentSchema = z.object({ amount: amountField, due: dayField.optional() });

/** What one party owes another: an amount, or an act in words. */
const obligationSchema = z.object({
  obligor: whoField,
  obligee: whoField,
  cause: textField(200).optional(),
  /** Yuan, exact to the fen. */
  amount: amountField.optional(),
  act: textField(500).optional(),
  due: dayField.optional(),
  /** Days from effect; 0: at once on signing. */
  within: z.number().int().min(0).max(3650).optional(),
  instalments: z.array(instalmentSchema).max(120).optional(),
  /** The claim that it answers, from 1; without one it answers all claims that nothing else answers. */
  claim: claimNumber.optional(),
  /** Why more is owed than was claimed. */
  reason: textField(500).optional(),
});
export type Obligation = z.infer<typeof obligationSchema>;

/** The decisions of an agreement, award, mediation document, judgment or order. */
export const termsSchema = usedOnce(
  z.object({
    obligations: z.array(obligationSchema).max(200).default([]),
    unanswered: z
      .array(
        z.object({
          claim: claimNumber,
          /** The one worker of several for whom this is the result; absent: for all who make the claim. */
          who: whoField.optional(),
          result: codeField(claimResults),
          reason: textField(500).optional(),
        }),
      )
      .max(200)
      .default([]),
    notes: textField(5000).optional(),
  }),
  ...[
    {
      obligations: [
        {
          obligor: 'employer',
          obligee: 'worker:1',
          cause: '工资',
          amount: 1,
          act: '支付',
          due: '2026-01-01',
          within: 1,
          instalments: [{ amount: '1.00', due: '2026-01-01' }],
          claim: 1,
          reason: '约定',
        },
        {
          obligor: '',
          obligee: '',
          cause: '',
          amount: -1,
          act: '',
          due: '',
          within: -1,
          instalments: [{ amount: 'x', due: '' }],
          claim: 0,
          reason: '',
        },
      ],
      unanswered: [
        { claim: 1, who: 'worker:1', result: 'rejected', reason: '证据不足' },
        { claim: 0, who: '', result: '', reason: '' },
      ],
      notes: '无',
    },
    { obligations: [], unanswered: [] },
    {},
  ],
);
export type Terms = z.infer<typeof termsSchema>;

/** Terms as given by a form or FEEL, where missing values are null. */
export const readTerms = (given: unknown) => termsSchema.safeParse(withoutNulls(given));

/** The terms, or undefined if they cannot be read. */
export const termsIn = (given: unknown): Terms | undefined => {
  const read = given === null || given === undefined ? undefined : readTerms(given);
  return read?.success ? read.data : undefined;
};

export const sideOf = (who: string): Side => (who === 'employer' ? 'employer' : 'worker');
/** The n-th worker of the roster, counted from 0, as terms name him. */
export const workerCode = (index: number): string => `worker:${index + 1}`;
export const otherSide = (side: Side): Side => (side === 'worker' ? 'employer' : 'worker');

/**
 * The total owed, in fen; if an obligee is given, only what is owed to it, where a side stands for each of its people.
 */
export const totalOf = ({ obligations }: Terms, obligee?: string): Fen =>
  sumFen(
    obligations
      .filter((each) => obligee === undefined || each.obligee === obligee || sideOf(each.obligee) === obligee)
      .map(({ amount }) => toFen(amount ?? 0)),
  );

/** The sides to which something is owed: they may apply for enforcement (Law art. 51). */
export const obligeeSides = ({ obligations }: Terms): Side[] => [
  ...new Set(obligations.map(({ obligee }) => sideOf(obligee))),
];

const withoutNulls = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) =>
      each === null || each === undefined || each === '' ? [] : [[name, withoutNulls(each)]],
    ),
  );
};

/**
 * Who of these workers (`worker:2`) is left out of obligations that name others one by one; nobody if they are for the
 * workers as a whole.
 */
export function notNamed(obligations: readonly Pick<Obligation, 'obligor' | 'obligee'>[], all: string[]): string[] {
  const named = new Set(
    obligations.flatMap(({ obligor, obligee }) => [obligor, obligee]).filter((who) => sideOf(who) === 'worker'),
  );
  return !named.size || named.has('worker') ? [] : all.filter((who) => !named.has(who));
}
