import { appointedAgents } from '../domain/capacities';
import type { Standing } from '../domain/roles';
import { AccessCodes, type AccessCode } from './AccessCode';
import { Cases, type Case } from './Case';
import type { ClientSession } from './connection';
import { Mediators, Users, type Mediator, type User } from './people';
import { Tasks, type Task } from './Task';

type Someone = Pick<User, '_id' | 'name' | 'parties' | 'mediator' | 'firm'>;

/** Somebody who acts for a side, known only by name and firm. */
export interface Agent {
  name?: string;
  organisation?: string;
}

interface Present {
  name: string;
  capacity: string;
  firm?: string;
}

/** The parts that somebody already has in a case, if they exclude others there (domain/roles.ts). */
export async function partsIn(number: string, user: Someone, session?: ClientSession): Promise<Standing> {
  const found = await Cases.findById(number, { parties: 1, mediator: 1, data: 1 }, { session }).lean<Case>();
  if (!found) return { parts: [], appointed: [] };
  const mediated =
    (user.mediator !== undefined && user.mediator !== null && found.mediator === user.mediator) ||
    (await Tasks.exists({ ...mediating(number), closedBy: user._id }).session(session ?? null));
  const before = await agentsBefore(number, session);
  const agents = [...agentsOf(found.data), ...before.agents];
  return {
    parts: [
      // An agent who acts from their account stands where the party stands.
      ...(found.parties.some((key) => user.parties.includes(key)) || before.users.includes(user._id)
        ? (['party'] as const)
        : []),
      ...(mediated ? (['mediator'] as const) : []),
      ...(agents.some((agent) => isAgent(user, agent)) ? (['agent'] as const) : []),
    ],
    appointed: [...(user.firm ? (['part-time'] as const) : []), ...(isReferred(found) ? (['invited'] as const) : [])],
  };
}

const mediating = (number: string) => ({
  case: number,
  status: 'completed' as const,
  stage: 'mediation',
  groups: 'mediator',
});

/** A case referred by a court: its mediators act by the court's invitation. */
export const isReferred = ({ data }: Pick<Case, 'data'>): boolean => Boolean(data?.courtReferral);

interface Side {
  agent?: Agent;
}

/** The agents named at filing. */
export function agentsOf(data: Record<string, unknown>): Agent[] {
  const {
    workers,
    employer,
    furtherEmployers = [],
  } = data as {
    workers?: Side;
    employer?: Side;
    furtherEmployers?: Side[];
  };
  return [workers, employer, ...furtherEmployers].flatMap((side) => side?.agent ?? []);
}

/** Agents who appeared later: holders of codes, and those for whom staff recorded an act. */
async function agentsBefore(number: string, session?: ClientSession): Promise<{ agents: Agent[]; users: string[] }> {
  const capacity = { $in: appointedAgents };
  const codes = await AccessCodes.find(
    { case: number, 'holder.capacity': capacity },
    { holder: 1, user: 1 },
    { session },
  ).lean<AccessCode[]>();
  const tasks = await Tasks.find(
    { case: number, 'recordedFor.capacity': capacity },
    { recordedFor: 1 },
    { session },
  ).lean<Task[]>();
  const named = [...codes.map(({ holder }) => holder!), ...tasks.flatMap(({ recordedFor }) => recordedFor ?? [])];
  return { agents: agentsAmong(named), users: codes.flatMap(({ user }) => user ?? []) };
}

/** The agents among the people present. */
export const agentsAmong = (named: readonly Present[] = []): Agent[] =>
  named
    .filter(({ capacity }) => (appointedAgents as readonly string[]).includes(capacity))
    .map(({ name, firm }) => ({ name, organisation: firm ?? undefined }));

/** Matches by firm, or by name unless both firms are known and differ. */
export const isAgent = ({ name, firm }: Pick<User, 'name' | 'firm'>, agent: Agent): boolean =>
  (Boolean(firm) && agent.organisation === firm) ||
  (agent.name === name && (!firm || !agent.organisation || agent.organisation === firm));

/** The names of those who mediated a case. */
export async function mediatorsOf(number: string): Promise<string[]> {
  const found = await Cases.findById(number, { mediator: 1 }).lean<Case>();
  const by = await Tasks.distinct('closedBy', mediating(number));
  const [users, mediators] = await Promise.all([
    Users.find({ _id: { $in: by } }, { name: 1 }).lean<User[]>(),
    found?.mediator ? Mediators.find({ _id: found.mediator }, { name: 1 }).lean<Mediator[]>() : [],
  ]);
  return [...users, ...mediators].map(({ name }) => name);
}
