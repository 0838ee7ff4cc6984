import type { Case as Filed } from '../domain/case';
import { isSameMatter, repeatedLaw } from '../domain/repeated';
import { keysOfSide, personKeys } from '../domain/partyKeys';
import { isParty } from '../domain/reach';
import { Cases, plain, type Case } from '../models';
import { displayCaseNumber } from '../domain/caseNumber';
import { reaches } from './access/reach';
import { belonging } from './access/targets';
import type { Who } from './access/Who';

/** The most keys of people, and the most cases of theirs, that are looked at. */
const MOST = 200;

/** The people of a side of a dispute (`partiesOf`), by their numbers. */
const keysOf = (parties: readonly string[], side: 'worker' | 'employer'): string[] =>
  keysOfSide(personKeys(parties), side).slice(0, MOST);

type Claims = Partial<Filed>['claims'];

/**
 * The cases between the same parties on the same matter, newest first (Rules33 art. 34, 35, 39): those that the caller
 * may read, and how many there are beyond that. Somebody who is not known to be a party learns of none.
 */
export async function similarCases(
  who: Who | undefined,
  {
    parties,
    employer = '',
    claims,
    except,
  }: { parties: readonly string[]; employer?: string | undefined; claims: Claims; except?: string },
) {
  const [workers, employers] = [keysOf(parties, 'worker'), keysOf(parties, 'employer')];
  if (!who || (isParty(who) && !who.identified) || !workers.length || !(employers.length || employer))
    return { rows: [], elsewhere: 0 };
  const found = await Cases.find(
    { parties: { $in: isParty(who) ? parties.filter((key) => who.parties.includes(key)) : workers } },
    {
      'facts.examination': 1,
      'facts.workerAgreements': 1,
      data: 1,
      employer: 1,
      parties: 1,
      filedAt: 1,
      status: 1,
      stage: 1,
      outcome: 1,
      region: 1,
      city: 1,
      organisation: 1,
      mediator: 1,
    },
  )
    .sort({ filedAt: -1, _id: -1 })
    .limit(MOST)
    .lean<Case[]>();
  const same = found.filter(
    (each) =>
      each._id !== except &&
      workers.some((key) => each.parties.includes(key)) &&
      isSameEmployer(each, employers, employer) &&
      isSameMatter(claims ?? [], ((each.data as Partial<Filed>).claims ?? []) as NonNullable<Claims>),
  );
  const readable = same.filter((each) =>
    isParty(who) ? each.parties.some((key) => who.parties.includes(key)) : reaches(who, 'case.read', belonging(each)),
  );
  return { rows: readable.map(rowOf), elsewhere: isParty(who) ? 0 : same.length - readable.length };
}

/** By their numbers, or, where one of the two cases does not know the employer's number yet, by name. */
function isSameEmployer(found: Case, employers: readonly string[], name: string): boolean {
  const theirs = keysOf(found.parties, 'employer');
  if (employers.length && theirs.length) return employers.some((key) => theirs.includes(key));
  return name !== '' && plain(name) === plain(found.employer);
}

function rowOf({ _id, filedAt, status, stage, outcome, facts }: Case) {
  const ground = (facts?.examination as { ground?: string } | undefined)?.ground;
  const { bars, zh, en } = repeatedLaw({
    status,
    stage,
    outcome,
    ...(ground && { ground }),
    apart: facts?.workerAgreements,
  });
  return {
    number: _id,
    display: displayCaseNumber(_id),
    filedAt: filedAt.toISOString(),
    status,
    ...(stage && { stage }),
    ...(outcome && { outcome }),
    bars,
    law: { zh, en },
  };
}
