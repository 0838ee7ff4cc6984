import type { Part } from '../domain/roles';
import { Cases, type Case } from './Case';
import type { ClientSession } from './connection';
import type { User } from './people';
import { Tasks } from './Task';

type Someone = Pick<User, '_id' | 'name' | 'parties' | 'mediator' | 'firm'>;
interface Agent {
  name?: string;
  organisation?: string;
}

/** The parts that somebody already has in a case, if they exclude others there (domain/roles.ts). */
export async function partsIn(number: string, user: Someone, session?: ClientSession): Promise<Part[]> {
  const found = await Cases.findById(number, { parties: 1, mediator: 1, data: 1 }, { session }).lean<Case>();
  if (!found) return [];
  const mediated =
    (user.mediator !== undefined && user.mediator !== null && found.mediator === user.mediator) ||
    (await Tasks.exists({
      case: number,
      closedBy: user._id,
      status: 'completed',
      stage: 'mediation',
      groups: 'mediator',
    }).session(session ?? null));
  return [
    ...(found.parties.some((key) => user.parties.includes(key)) ? (['party'] as const) : []),
    ...(mediated ? (['mediator'] as const) : []),
    ...(agentsOf(found).some((agent) => isAgent(user, agent)) ? (['agent'] as const) : []),
  ];
}

const agentsOf = ({ data }: Case): Agent[] =>
  ['workers', 'employer'].flatMap((side) => (data[side] as { agent?: Agent } | undefined)?.agent ?? []);

/**
 * Agents are known only by firm and name: this applies only to those with a firm of their own, part-time arbitrators,
 * and then to every member of that firm.
 */
const isAgent = ({ name, firm }: Someone, agent: Agent): boolean =>
  Boolean(firm) && (agent.organisation === firm || agent.name === name);
