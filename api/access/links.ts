import {
  AccessCodes,
  Contacts,
  inForceAt,
  TaskLinks,
  Tasks,
  Users,
  type Contact,
  type StoredDocument,
  type Task,
  type TaskLink,
} from '../../models';
import { partyRoles } from '../../domain/roles';
import type { Thing } from '../contract/operation';
import type { Things } from './targets';
import type { Who } from './Who';

/** Why a one-time link no longer holds. */
export type LinkEnd = 'person' | 'contact' | 'done' | 'closed' | 'expired';

/**
 * A link rests on its person, whose identity and code still count; on the contact to which it was sent; on its step,
 * which still waits; and on its time. Returns what is gone.
 */
export async function endOfLink(link: TaskLink, at: Date): Promise<LinkEnd | undefined> {
  const [known, contact, task] = await Promise.all([
    isKnown(link.person, at),
    Contacts.findById(link.person, { at: 1 }).lean<Contact>(),
    Tasks.findById(link.task, { status: 1 }).lean<Task>(),
  ]);
  if (!known) return 'person';
  if (contact?.at.getTime() !== link.contactSince.getTime()) return 'contact';
  if (link.usedAt) return 'done';
  if (task?.status !== 'open') return 'closed';
  return link.expiresAt <= at ? 'expired' : undefined;
}

async function isKnown(person: string, at: Date): Promise<boolean> {
  const [kind, id] = person.split(':') as [string, string];
  const found =
    kind === 'code'
      ? await AccessCodes.exists({ _id: id, holder: { $exists: true }, ...inForceAt(at) })
      : await Users.exists({ _id: id, active: true, identity: { $exists: true } });
  return found !== null;
}

/** Whether a session that a link began goes on: until the link ends, and then only to show what was done by it. */
export async function linkHolds(id: string, at: Date): Promise<boolean> {
  const link = await TaskLinks.findById(id).lean<TaskLink>();
  const end = link && (await endOfLink(link, at));
  return link !== null && (end === undefined || end === 'done');
}

/** An account that came by a link is the party of its case and nothing else. */
export const asParty = (who: Who): Who => ({
  ...who,
  roles: who.roles.filter((role) => partyRoles.includes(role)),
  region: undefined,
  organisation: undefined,
  mediator: undefined,
});

/** The operations that a link is for; whatever else is asked of whoever came by it is refused. */
export const byLink: ReadonlySet<string> = new Set([
  'currentSession',
  'signOut',
  'readTask',
  'taskOutlook',
  'completeTask',
  'sendTaskCode',
  'uploadDocument',
  'readDocument',
  'downloadDocument',
]);

/** Whether a thing belongs to the step of a link: the step, its papers, and the case to which it files one. */
export async function isOfLink<K extends Thing>(
  { task, case: number }: NonNullable<Who['session']['link']>,
  kind: K,
  thing: Things[K],
): Promise<boolean> {
  if (kind === 'task') return (thing as Task)._id === task;
  if (kind === 'case') return (thing as Things['case'])._id === number;
  if (kind !== 'document') return false;
  const { document } = thing as Things['document'];
  return document.task === task || isSignedBy(await Tasks.findById(task).lean<Task>(), document);
}

/** Whether a document is one that the step has signed. */
const isSignedBy = (task: Task | null, { case: number, sha256, original }: StoredDocument): boolean =>
  task?.properties.signs === 'true' &&
  task.case === number &&
  String(task.variables.sha256 ?? '').includes(original?.sha256 ?? sha256);
