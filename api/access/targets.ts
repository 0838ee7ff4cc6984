import {
  Cases,
  Incidents,
  Instances,
  StoredDocuments,
  Tasks,
  type Case,
  type Incident,
  type Instance,
  type StoredDocument,
  type Task,
} from '../../models';
import type { Permission } from '../contract/permissions';
import { Problem } from '../errors';
import { mayReadDocument } from './documents';
import { demand } from './reach';
import { isFor, mayRead } from './tasks';
import type { Who } from './Who';

type Find = (params: Record<string, string>, who: Who, permission: Permission) => Promise<unknown>;

/** Ids stand in addresses with `~` for the `/` that the engine uses. */
export const inside = (id: string): string => id.replaceAll('~', '/');
export const outside = (id: string): string => id.replaceAll('/', '~');

/** What a path is about, by how it begins: found, and refused to whom it is not for, before any handler sees it. */
const targets: [prefix: string, find: Find][] = [
  ['/cases/{number}', ({ number }, who, permission) => reachableCase(number!, who, permission)],
  ['/tasks/{id}', ({ id }, who, permission) => reachableTask(id!, who, permission)],
  ['/documents/{id}', ({ id }, who, permission) => reachableDocument(id!, who, permission)],
  [
    '/incidents/{id}',
    async ({ id }, who, permission) => inReach(await Incidents.findById(inside(id!)).lean<Incident>(), who, permission),
  ],
  [
    '/instances/{id}',
    async ({ id }, who, permission) => inReach(await Instances.findById(inside(id!)).lean<Instance>(), who, permission),
  ],
];

export function findTarget(path: string): Find | undefined {
  return targets.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`))?.[1];
}

/** A case with what belongs to it, as access goes by it. */
export const belonging = (found: Case) => ({
  case: found._id,
  region: found.region,
  organisation: found.organisation,
  parties: found.parties,
});

export async function reachableCase(number: string, who: Who, permission: Permission): Promise<Case> {
  const found = await Cases.findById(number).lean<Case>();
  if (!found) throw new Problem('NOT_FOUND');
  demand(who, permission, belonging(found));
  return found;
}

async function reachableTask(id: string, who: Who, permission: Permission): Promise<Task> {
  const task = await Tasks.findById(inside(id)).lean<Task>();
  if (!task) throw new Problem('NOT_FOUND');
  if (!(permission === 'task.read' ? mayRead(who, task) : isFor(who, task) || canDelegate(who, permission, task)))
    throw new Problem('OUT_OF_REACH');
  return task;
}

/** A supervisor gives out the work of those below without being one of those who do it. */
const canDelegate = (who: Who, permission: Permission, task: Task): boolean =>
  permission === 'task.delegate' && who.roles.includes('supervisor') && mayRead(who, task);

async function reachableDocument(
  id: string,
  who: Who,
  permission: Permission,
): Promise<{ document: StoredDocument; case: Case }> {
  const document = await StoredDocuments.findById(inside(id)).lean<StoredDocument>();
  if (!document) throw new Problem('NOT_FOUND');
  const found = await reachableCase(document.case, who, permission);
  if (!mayReadDocument(who, document)) throw new Problem('OUT_OF_REACH');
  return { document, case: found };
}

function inReach<T extends Incident | Instance>(found: T | null, who: Who, permission: Permission): T {
  if (!found) throw new Problem('NOT_FOUND');
  demand(who, permission, found);
  return found;
}
