import { caseOfKey } from '../../domain/caseNumber';
import { inArea } from '../../domain/reach';
import { province } from '../../domain/regions';
import {
  Appointments,
  BulkWorks,
  Cases,
  Definitions,
  Employers,
  Incidents,
  Instances,
  Letters,
  Mediators,
  Organisations,
  Proposals,
  Rooms,
  StoredDocuments,
  Tasks,
  Users,
  type Appointment,
  type BulkWork,
  type Case,
  type Definition,
  type Employer,
  type Incident,
  type Instance,
  type Letter,
  type Mediator,
  type Organisation,
  type Proposal,
  type Room,
  type StoredDocument,
  type Task,
  type User,
} from '../../models';
import type { None, Target, Thing } from '../contract/operation';
import type { Permission } from '../contract/permissions';
import { Problem } from '../errors';
import { maySee } from './appointments';
import { mayRecord } from './binding';
import { mayOpen } from './compartments';
import { isOfLink } from './links';
import { reaches, reachesOf } from './reach';
import { isFor, mayRead, mayReassign } from './tasks';
import type { Who } from './Who';

/** What is found for each kind of thing. */
export interface Things {
  appointment: Appointment;
  area: string;
  bulk: BulkWork;
  case: Case;
  chain: string;
  definition: Definition;
  document: { document: StoredDocument; case: Case };
  employer: Employer;
  incident: Incident;
  instance: Instance;
  letter: Letter;
  matter: Case;
  mediator: Mediator;
  organisation: Organisation;
  origin: Case;
  proposal: Proposal;
  receiver: string;
  room: Room;
  task: Task;
  user: User;
}

/** What the path of an operation is about: the one thing that it names. */
export type Found<Aim> = Aim extends { path: infer Named }
  ? [Extract<Named[keyof Named], Thing>] extends [never]
    ? undefined
    : Things[Extract<Named[keyof Named], Thing>]
  : undefined;

/** How things of a kind are found, and who may reach them. `ids` are in the engine's form and unique. */
interface Kind<T> {
  find(ids: string[]): Promise<T[]>;
  may(who: Who, permission: Permission, thing: T): boolean | Promise<boolean>;
}

/** In URLs, ids have `~` in place of the engine's `/`. */
export const inside = (id: string): string => id.replaceAll('~', '/');
export const outside = (id: string): string => id.replaceAll('/', '~');

/** The fields of a case that decide access to it. */
export const belonging = (found: Case) => ({
  case: found._id,
  region: found.region,
  organisation: found.organisation,
  parties: found.parties,
  mediator: found.mediator,
  readers: found.readers,
  begunBy: found.readers && found.filedBy,
});

/** Whether an operation is about one case or a document of it, so that its kind of matter may decide who reaches it. */
export const isOfMatter = ({ target }: { target: unknown }): boolean =>
  Object.values<unknown>((target as Target).path ?? {}).some((kind) => kind === 'case' || kind === 'document');

const inPlace = (who: Who, permission: Permission, region: string): boolean =>
  reaches(who, permission, { case: '', region });
/** An area may be queried by whoever has something there, if only tasks that ask their role. */
const mayQuery = (who: Who, permission: Permission, region: string): boolean =>
  inPlace(who, permission, region) ||
  (inArea(who, region) && reachesOf(who, permission).some(([, reach]) => reach === 'asked'));
const byRegion = (who: Who, permission: Permission, { region }: { region: string }): boolean =>
  inPlace(who, permission, region);

/**
 * Where the cases with these numbers are now: where they were filed, as the number says, or where they were transferred to.
 * Anything that belongs to no case is reserved for the whole province.
 */
export async function regionsOf(numbers: readonly string[]): Promise<(number: string) => string> {
  const filter = { _id: { $in: [...new Set(numbers)] } };
  const found = await Cases.find(filter, { region: 1 }).lean<Pick<Case, '_id' | 'region'>[]>();
  const regions = new Map(found.map(({ _id, region }) => [_id, region]));
  return (number) => regions.get(number) ?? /^AH-(\d{6})-/.exec(number)?.[1] ?? province;
}

const kinds: { [kind in Thing]: Kind<Things[kind]> } = {
  appointment: {
    find: (ids) =>
      Appointments.find({ _id: { $in: ids } })
        .lean<Appointment[]>()
        .exec(),
    may: maySee,
  },
  area: { find: async (codes) => codes, may: mayQuery },
  bulk: {
    find: (ids) =>
      BulkWorks.find({ _id: { $in: ids } })
        .lean<BulkWork[]>()
        .exec(),
    may: byRegion,
  },
  case: {
    find: (ids) =>
      Cases.find({ _id: { $in: ids } })
        .lean<Case[]>()
        .exec(),
    may: (who, permission, found) => reaches(who, permission, belonging(found)),
  },
  chain: {
    find: async (names) => names,
    may: async (who, permission, chain) => inPlace(who, permission, (await regionsOf([chain]))(chain)),
  },
  // Definitions are the same everywhere: the rules alone decide who may change them.
  definition: {
    find: (ids) =>
      Definitions.find({ _id: { $in: ids } })
        .lean<Definition[]>()
        .exec(),
    may: () => true,
  },
  document: {
    find: documentsOf,
    may: (who, permission, { document, case: found }) =>
      reaches(who, permission, belonging(found)) && mayOpen(who, belonging(found), document),
  },
  // By any of its codes. It is read wherever people work for it, and kept where its seat is.
  employer: {
    find: (codes) =>
      Employers.find({ codes: { $in: codes } }, { terms: 0 })
        .lean<Employer[]>()
        .exec(),
    may: (who, permission, { region, areas = [] }) =>
      (permission === 'employer.write' ? [region] : [region, ...areas]).some((place) =>
        inPlace(who, permission, place),
      ),
  },
  incident: {
    find: (ids) =>
      Incidents.find({ _id: { $in: ids } })
        .lean<Incident[]>()
        .exec(),
    may: reaches,
  },
  instance: {
    find: (ids) =>
      Instances.find({ _id: { $in: ids } })
        .lean<Instance[]>()
        .exec(),
    may: reaches,
  },
  letter: {
    find: (ids) =>
      Letters.find({ _id: { $in: ids } })
        .lean<Letter[]>()
        .exec(),
    may: reaches,
  },
  matter: {
    find: (ids) =>
      Cases.find({ _id: { $in: ids }, matter: { $exists: true } })
        .lean<Case[]>()
        .exec(),
    may: (who, _permission, found) => reaches(who, 'case.read', belonging(found)),
  },
  mediator: {
    find: (ids) =>
      Mediators.find({ _id: { $in: ids } })
        .lean<Mediator[]>()
        .exec(),
    may: byRegion,
  },
  organisation: {
    find: (ids) =>
      Organisations.find({ _id: { $in: ids } })
        .lean<Organisation[]>()
        .exec(),
    may: byRegion,
  },
  // What something is begun out of, or was: whoever names it must be able to read it.
  origin: {
    find: (ids) =>
      Cases.find({ _id: { $in: ids } })
        .lean<Case[]>()
        .exec(),
    may: (who, _permission, found) => reaches(who, 'case.read', belonging(found)),
  },
  proposal: {
    find: (ids) =>
      Proposals.find({ _id: { $in: ids } })
        .lean<Proposal[]>()
        .exec(),
    may: byRegion,
  },
  // A message without a case can start or move instances of the whole province.
  receiver: {
    find: async (numbers) => numbers,
    async may(who, permission, number) {
      const found = await Cases.findById(caseOfKey(number)).lean<Case>();
      return reaches(who, permission, found ? belonging(found) : { case: '', region: province });
    },
  },
  room: {
    find: (ids) =>
      Rooms.find({ _id: { $in: ids } })
        .lean<Room[]>()
        .exec(),
    may: byRegion,
  },
  task: {
    find: (ids) =>
      Tasks.find({ _id: { $in: ids } })
        .lean<Task[]>()
        .exec(),
    may: mayDo,
  },
  user: {
    find: (ids) =>
      Users.find({ _id: { $in: ids } })
        .lean<User[]>()
        .exec(),
    may: byRegion,
  },
};

/** Staff in charge may record what parties do; a supervisor may reassign mediators' tasks without seeing their content. */
function mayDo(who: Who, permission: Permission, task: Task): boolean {
  if (permission === 'task.read') return mayRead(who, task);
  if (permission === 'task.reassign') return mayReassign(who, task);
  return isFor(who, task) || (permission === 'task.act' && mayRecord(who, task));
}

async function documentsOf(ids: string[]): Promise<Things['document'][]> {
  const documents = await StoredDocuments.find({ _id: { $in: ids } }).lean<StoredDocument[]>();
  const cases = await Cases.find({ _id: { $in: documents.map((document) => document.case) } }).lean<Case[]>();
  return documents.flatMap((document) =>
    cases.filter(({ _id }) => _id === document.case).map((found) => ({ document, case: found })),
  );
}

/**
 * Throws OUT_OF_REACH if one of the things is out of the caller's reach; `field` is the field that names it. Returns
 * what was found.
 */
async function reached<K extends Thing>(kind: K, ids: string[], who: Who, permission: Permission, field?: string) {
  const { find, may } = kinds[kind] as Kind<Things[K]>;
  const found = ids.length ? await find([...new Set(ids.map(inside))]) : [];
  for (const thing of found)
    if (!(await may(who, permission, thing)) || (who.session.link && !(await isOfLink(who.session.link, kind, thing))))
      throw new Problem('OUT_OF_REACH', field === undefined ? {} : { errors: [{ path: field, ...beyond }] });
  return found;
}

const beyond = { zh: '不在您的管辖范围内', en: 'This lies outside your area of responsibility' };

const isThing = (named: Thing | None | undefined): named is Thing => typeof named === 'string';

interface Requirement {
  permission: Permission;
  target: unknown;
}

/** Finds what the path names, and refuses it to callers who may not reach it before any handler runs. */
export async function findTarget(
  { target, permission }: Requirement,
  params: Record<string, string>,
  who: Who,
): Promise<unknown> {
  for (const [name, kind] of Object.entries<Thing | None>((target as Target).path ?? {})) {
    if (!isThing(kind)) continue;
    const [found] = await reached(kind, [params[name]!], who, permission);
    if (found === undefined) throw new Problem('NOT_FOUND');
    return found;
  }
  return undefined;
}

/**
 * Throws OUT_OF_REACH if query or body name something out of the caller's reach. The handler itself reports what does
 * not exist.
 */
export async function reachAll(
  { target, permission }: Requirement,
  who: Who,
  query: unknown,
  body: unknown,
): Promise<void> {
  const { query: inQuery = {}, body: inBody = {} } = target as Target;
  for (const [fields, given] of [
    [inQuery, query],
    [inBody, body],
  ] as const)
    for (const [name, kind] of Object.entries<Thing | None | undefined>(fields))
      if (isThing(kind)) await reached(kind, valuesAt(given, name.split('.')), who, permission, name);
}

/** The strings at a field path, of every row if the path goes through a list. */
function valuesAt(given: unknown, [name, ...further]: string[]): string[] {
  if (Array.isArray(given))
    return given.flatMap((each) => valuesAt(each, name === undefined ? [] : [name, ...further]));
  if (name === undefined) return typeof given === 'string' ? [given] : [];
  return typeof given === 'object' && given !== null ? valuesAt((given as Record<string, unknown>)[name], further) : [];
}
