import type { Case as Filed } from '../domain/case';
import { keysOfSide, partyKeys } from '../domain/partyKeys';
import type { Side } from '../domain/reach';
import {
  Appointments,
  Cases,
  Notices,
  plain,
  ServiceEntries,
  Tasks,
  Users,
  type Case,
  type Notice,
  type User,
} from '../models';
import { sha256, type Keys } from './keys';

/** The name of a worker within what the workers call themselves: “厨师 张某”, “张某等3人”, “张某（厨师）”. */
function nameIn(label: string): string {
  const bare = label.replace(/[（(].*$/u, '').replace(/等\s*\d*\s*[人名位].*$/u, '');
  const last = bare.trim().split(/\s+/u).at(-1)!;
  return (/^\p{Script=Han}+$/u.test(last) ? last : bare) || label;
}

/** The key of a person by number and name. */
function named(key: string, name: string): string {
  const side = key.slice(0, key.indexOf(':'));
  return `${side}:~${Buffer.from(sha256(`${key}|${plain(name)}`), 'hex')
    .toString('base64url')
    .slice(0, 22)}`;
}

/** The keys of the people of a case, which do not reveal identity numbers: those of the numbers come first. */
export function partiesOf({ applicant, workers, employer, furtherEmployers = [] }: Filed, keys: Keys): string[] {
  const people = [
    // What the other side calls a worker is the name or it is not.
    { ...workers, name: applicant === 'employer' ? workers.label : nameIn(workers.label) },
    ...(workers.members ?? []),
    ...(workers.representatives ?? []),
  ].map((person) => ({ name: person.name, number: person.identityNumber ?? person.identityDocument?.number }));
  // The owner is the party only where there is no licence (解释(一) art. 29).
  const employers = [employer, ...furtherEmployers].map(({ name, creditCode, ownerIdentityNumber }) => ({
    name,
    number: creditCode ?? ownerIdentityNumber,
  }));
  const known = (side: Side, all: { name: string; number?: string | undefined }[]) =>
    all.flatMap(({ name, number }) => (number === undefined ? [] : [{ key: keys.partyKey(side, number), name }]));
  const all = [...known('worker', people), ...known('employer', employers)];
  return [...new Set([...all.map(({ key }) => key), ...all.map(({ key, name }) => named(key, name))])];
}

/** The numbers of an account’s person, read from a document. */
export const numbersOf = (
  { identityNumber, creditCode }: { identityNumber?: string; creditCode?: string },
  keys: Keys,
): string[] => [
  ...(identityNumber ? [keys.partyKey('worker', identityNumber), keys.partyKey('employer', identityNumber)] : []),
  ...(creditCode ? [keys.partyKey('employer', creditCode)] : []),
];

/**
 * The keys of an account: of its numbers, and of each with the name that was checked with it, which is that on the licence
 * for what has one. A register of employers adds former names here.
 */
export function keysOfAccount(
  numbers: readonly string[],
  { name, identity }: { name: string; identity?: User['identity'] },
): string[] {
  const nameOf = (key: string) => (key.startsWith('employer:') ? (identity?.employer ?? name) : name);
  return [...new Set([...numbers, ...numbers.map((key) => named(key, nameOf(key)))])];
}

/**
 * Adds the keys by name to accounts and cases that have only those by number, and to all that is stored of such a case.
 * Does nothing where it has been done.
 */
export async function nameParties(keys: Keys): Promise<void> {
  const unnamed = { 'parties.0': { $exists: true }, parties: { $not: /:~/ } };
  for await (const user of Users.find(unnamed).lean<User[]>().cursor())
    await Users.updateOne({ _id: user._id }, { $set: { parties: keysOfAccount(user.parties, user) } });
  for await (const { _id, data, parties } of Cases.find(unnamed, { data: 1, parties: 1 }).lean<Case[]>().cursor())
    if (data.workers && data.employer)
      await rename(_id, [...new Set([...parties, ...partiesOf(data as unknown as Filed, keys)])]);
}

async function rename(number: string, parties: string[]): Promise<void> {
  const known = { case: number, parties: { $exists: true } };
  await Tasks.updateMany(known, { $set: { parties } });
  await ServiceEntries.updateMany(known, { $set: { parties } });
  await Appointments.updateMany(known, { $set: { parties } });
  await Notices.updateMany(known, { $set: { parties } });
  const told = await Notices.find({ case: number, audience: /^party:/ }, { audience: 1 }).lean<Notice[]>();
  for (const { _id, audience } of told)
    await Notices.updateOne({ _id }, { $set: { audience: audience.flatMap((each) => toldAs(each, parties)) } });
  // Last, because it says that all is done.
  await Cases.updateOne({ _id: number }, { $set: { parties } });
}

const toldAs = (each: string, parties: readonly string[]): string[] =>
  each.startsWith('party:') ? keysOfSide(partyKeys(parties), each.split(':')[1]!).map((key) => `party:${key}`) : [each];
