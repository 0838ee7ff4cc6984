import { inArea } from '../domain/reach';
import { keptRole } from '../domain/roles';
import { Cases, Tasks, Users, type Task, type User } from '../models';

/** What decides who has a case: the role that a task asks. */
type Asked = Pick<Task, 'case' | 'groups'>;

/** Who first takes on a case in a role that keeps it has it from then on (承办人): its next steps come to them. */
export async function takeCase({ case: number, groups }: Asked, user: { id: string; roles: readonly string[] }) {
  const role = keptRole(groups);
  if (role && user.roles.includes(role))
    await Cases.updateOne(
      { _id: number, [`handlers.${role}`]: { $exists: false } },
      { $set: { [`handlers.${role}`]: { user: user.id } } },
    );
}

/** Who gives back a step of a case that they have gives back the case: what they had not begun is anybody's. */
export async function giveBackCase({ case: number, groups }: Asked, user: string): Promise<void> {
  const role = keptRole(groups);
  if (!role) return;
  await Cases.updateOne({ _id: number, [`handlers.${role}.user`]: user }, { $unset: { [`handlers.${role}`]: '' } });
  await Tasks.updateMany({ case: number, keeper: user, status: 'open' }, { $unset: { keeper: '' } });
}

/** A tribunal has the case from its formation: who presides, if they have an account there, otherwise its members. */
export async function handToTribunal(task: Asked & Pick<Task, 'region'>, presiding: unknown): Promise<void> {
  const found =
    typeof presiding === 'string'
      ? await Users.find({ name: presiding.trim(), roles: 'arbitrator', active: true }, { region: 1 }).lean<User[]>()
      : [];
  const there = found.filter(({ region }) => inArea({ roles: [], parties: [], region }, task.region));
  const change =
    there.length === 1
      ? { $set: { 'handlers.arbitrator': { user: there[0]!._id } } }
      : { $unset: { 'handlers.arbitrator': '' } };
  await Cases.updateOne({ _id: task.case }, change);
}
