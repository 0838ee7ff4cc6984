import { ServiceEntries, Tasks, type ServiceEntry, type Task } from '../../models';
import { mayOpen } from '../access/compartments';
import { areaFilter, filterOf, reaches } from '../access/reach';
import { belonging, outside } from '../access/targets';
import { isFor } from '../access/tasks';
import type { Who } from '../access/Who';
import * as contract from '../contract/services';
import { pageOf } from '../http/paging';
import { route, type Call } from '../http/Route';
import { serviceViews } from '../views/services';

export const serviceRoutes = [route(contract.caseServices, caseLedger), route(contract.listServices, list)];

/** No case has more entries; whoever needs all of them reads the steps. */
const MOST = 500;

async function caseLedger({ target: found, who, at, deps }: Call<'/cases/{number}/services'>) {
  const [rows, corrections] = await Promise.all([
    ServiceEntries.find({ case: found._id }).sort({ openedAt: 1 }).limit(MOST).lean<ServiceEntry[]>(),
    Tasks.find({ case: found._id, status: 'open', 'acts.code': 'service.correct' }).lean<Task[]>(),
  ]);
  const correction = corrections.find((task) => isFor(who, task));
  return {
    rows: await serviceViews(
      rows.filter((row) => mayOpen(who, belonging(found), row)),
      who,
      at,
      await deps.references.inForce(),
    ),
    ...(correction && { correction: outside(correction._id) }),
  };
}

interface Wanted {
  size: number;
  after?: string;
  status: 'pending' | 'waiting' | 'served';
  paper?: string;
  region?: string;
}

const FIRST_DUE = Date.UTC(2020, 0, 1);
const LAST_DUE = Date.UTC(9999, 11, 31);

/** The papers to be served within the caller's reach, by the time limit for service, soonest first. */
async function list({ who, query, at, deps }: Call<'/services', Wanted>) {
  const page = await pageOf<ServiceEntry>(
    ServiceEntries,
    {
      filter: {
        status: query.status,
        ...filterOf(who, 'service.list'),
        ...(query.region && areaFilter(query.region)),
        ...(query.paper && { paper: query.paper }),
      },
      sort: 'due',
      direction: 1,
      size: query.size,
      after: query.after,
      bounds: [FIRST_DUE, LAST_DUE],
      anchor: at.getTime(),
    },
    (row) => reaches(who, 'service.list', row) && mayOpen(who, row, row) && isServer(who, row),
  );
  return { ...page, rows: await serviceViews(page.rows, who, at, await deps.references.inForce()) };
}

/** Those who serve papers see their own; those who oversee them see all. */
function isServer({ roles }: Who, { groups }: ServiceEntry): boolean {
  const serving = roles.filter((role) => servers.includes(role));
  return serving.length === 0 || serving.some((role) => groups.includes(role));
}
const servers: readonly string[] = ['clerk', 'arbitrator', 'court'];
