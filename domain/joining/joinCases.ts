import { sumFen, toFen, toYuan, type Yuan } from '../money';
import type { Fault } from '../terms/faults';

/** A claim of a filing; the amounts of one cause are added when filings are joined. */
interface Claim {
  cause: string;
  amount?: Yuan | null;
  facts?: string | null;
}

/** One worker of a case: the filing that he came with, and how much of each claim (from 1) is his. */
export interface Member {
  name: string;
  filing?: string;
  claims?: { claim: number; amount: Yuan }[];
}

/** A filing against the same employer on the same matter: one in the system has a number. */
export interface Filing {
  number?: string | null;
  label?: string | null;
  count?: number | null;
  amount?: Yuan | null;
  claims?: Claim[] | null;
  members?: Member[] | null;
}

interface Lead {
  number?: string;
  claims: Claim[];
  workers: { count: number; label: string; members?: Member[] | null };
}

const nameIn = (label: string): string => label.replace(/等?(共)?\d*(名|人)?$/, '') || label;

/** The workers of a filing by name; undefined if not all of them are known. */
function membersOf({ count, label, members }: Lead['workers'], number: string | undefined, claims: Claim[]) {
  if (members?.length === count) return members.map((each) => ({ ...(number && { filing: number }), ...each }));
  if (count !== 1) return undefined;
  const own = claims.flatMap(({ amount }, index) => (amount ? [{ claim: index + 1, amount }] : []));
  return [{ name: label, ...(number && { filing: number }), claims: own } as Member];
}

/**
 * A case with which others against the same employer are joined: it goes on under its own number, for the workers of
 * all. Each keeps the number under which he applied and his own amounts; amounts of one cause are added.
 */
export function joinedCase<Given extends Lead>(lead: Given, filings: Filing[]): Given & Lead {
  let { claims } = lead;
  let members = membersOf(lead.workers, lead.number, claims);
  let { count } = lead.workers;
  for (const filing of filings) {
    const theirs = filing.claims?.length
      ? filing.claims
      : [{ cause: lead.claims[0]?.cause ?? 'other', amount: filing.amount }];
    const place = new Map<number, number>();
    theirs.forEach((claim, index) => {
      const at = claims.findIndex(({ cause }) => cause === claim.cause);
      place.set(index + 1, (at < 0 ? claims.length : at) + 1);
      claims =
        at < 0 ? [...claims, claim] : claims.map((each, where) => (where === at ? added(each, claim, filing) : each));
    });
    const more = filing.count ?? 1;
    const people = membersOf(
      { count: more, label: filing.label ?? filing.number ?? '', members: filing.members },
      filing.number ?? undefined,
      theirs,
    );
    members =
      members && people
        ? [
            ...members,
            ...people.map((each) => ({
              ...each,
              ...(each.claims && {
                claims: each.claims.map(({ claim, amount }) => ({ claim: place.get(claim) ?? claim, amount })),
              }),
            })),
          ]
        : undefined;
    count += more;
  }
  return {
    ...lead,
    claims,
    workers: {
      ...lead.workers,
      count,
      label: `${nameIn(lead.workers.label)}等${count}人`,
      ...(members ? { members } : { members: undefined }),
    },
  };
}

/** An unknown amount leaves the sum unknown. */
function added(to: Claim, from: Claim, { label, number }: Filing): Claim {
  const known = [to.amount, from.amount].every((amount) => amount !== undefined && amount !== null);
  const facts = [to.facts, from.facts && `${label ?? number ?? ''}：${from.facts}`].filter(Boolean).join('；');
  return {
    ...to,
    ...(facts && { facts: facts.slice(0, mostFacts) }),
    amount: known ? toYuan(sumFen([toFen(to.amount!), toFen(from.amount!)])) : undefined,
  };
}

const mostFacts = 5000;

/** What is wrong with the filings chosen for joining. */
export function joiningFaults(filings: unknown): Fault[] {
  const rows = Array.isArray(filings) ? (filings as Filing[]) : [];
  if (!rows.length)
    return [
      {
        path: 'joining',
        zh: '请至少选择或者填写一件并入的申请',
        en: 'Choose or enter at least one filing that is joined',
      },
    ];
  return rows.flatMap(({ number, label }, index): Fault[] => {
    if (number && rows.findIndex((each) => each.number === number) < index)
      return [
        {
          path: `joining.${index}.number`,
          zh: '与前面一项重复：请删去',
          en: 'This repeats a filing above: remove it',
        },
      ];
    return number || label?.trim()
      ? []
      : [
          {
            path: `joining.${index}.label`,
            zh: '请选择系统内的案件，或者写明申请人姓名',
            en: 'Choose a case of the system, or name the applicant',
          },
        ];
  });
}

/** The functions of joining for FEEL; rows that name a case of `similar` stand for it. */
export const joiningFunctions = () => ({
  'joining faults': (rows: unknown) => joiningFaults(rows),
  'joined case': (lead: Lead | null, rows: Filing[] | null, similar: Filing[] | null) =>
    lead &&
    joinedCase(
      lead,
      (rows ?? []).map((row) => (row.number && (similar ?? []).find(({ number }) => number === row.number)) || row),
    ),
});
