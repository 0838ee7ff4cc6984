import {
  Cases,
  Mediators,
  Organisations,
  Users,
  type Case,
  type Mediator,
  type Organisation,
  type User,
} from '../../models';

export interface Person {
  id: string;
  name: string;
  nameEn?: string;
}
/** The names of people by id. */
export type Names = (id: string | undefined | null) => Person | undefined;

const SECONDS = 60;
const kept = new Map<string, { name: Named; until: number }>();
/** Uses the English name if there is one. */
type Named = Omit<Person, 'id'>;
const KEPT = 10_000;
/** Actors that are not people: the system itself, and the import of the shipped definitions. */
const programs = new Map<string, Named>([
  ['system', { name: '系统', nameEn: 'The system' }],
  ['heyi', { name: '和议随附', nameEn: 'Shipped with Heyi' }],
]);

/** The names for ids: users, mediators, organisations, parties (`worker@<case>`). Any other id is shown as it is. */
export async function namesOf(ids: Iterable<string | undefined | null>): Promise<Names> {
  const now = performance.now();
  const wanted = [...new Set(ids)].filter(
    (id): id is string => Boolean(id) && !programs.has(id!) && !((kept.get(id!)?.until ?? 0) > now),
  );
  if (wanted.length) {
    const parties = wanted.filter((id) => id.includes('@'));
    const others = wanted.filter((id) => !id.includes('@'));
    const found = [...(await staffNames(others)), ...(await partyNames(parties))];
    if (kept.size > KEPT) kept.clear();
    for (const [id, name] of found) kept.set(id, { name, until: now + SECONDS * 1000 });
  }
  return (id) => (id ? { id, ...(programs.get(id) ?? kept.get(id)?.name ?? { name: id }) } : undefined);
}

async function staffNames(ids: string[]): Promise<[string, Named][]> {
  if (!ids.length) return [];
  const filter = { _id: { $in: ids } };
  const [users, mediators, organisations] = await Promise.all([
    Users.find(filter, { name: 1 }).lean<User[]>(),
    Mediators.find(filter, { name: 1 }).lean<Mediator[]>(),
    Organisations.find(filter, { name: 1 }).lean<Organisation[]>(),
  ]);
  return [...users, ...mediators]
    .map(({ _id, name }): [string, Named] => [_id, { name }])
    .concat(organisations.map(({ _id, name }) => [_id, { name: name.zh, nameEn: name.en }]));
}

async function partyNames(ids: string[]): Promise<[string, Named][]> {
  const numbers = ids.map((id) => id.split('@')[1]!);
  if (!ids.length) return [];
  const cases = await Cases.find({ _id: { $in: numbers } }, { worker: 1, employer: 1 }).lean<Case[]>();
  return ids.flatMap((id): [string, Named][] => {
    const [side, number] = id.split('@') as ['worker' | 'employer', string];
    const found = cases.find(({ _id }) => _id === number);
    return found ? [[id, { name: found[side] }]] : [];
  });
}
