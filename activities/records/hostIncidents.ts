import { Cases, Incidents, inTransaction, Instances, type ClientSession, type Incident } from '../../models';
import { cityOf } from './Scene';

/**
 * What stops an instance as a whole, beneath its process: no element is to blame, and no step can say so.
 * `RECORD_REFUSED`: a step cannot be written; `WORKFLOW_FAILING`: its workflow task fails again and again;
 * `RECORD_MISSING`: a workflow runs of which nothing is recorded.
 */
export type HostCode = 'RECORD_REFUSED' | 'WORKFLOW_FAILING' | 'RECORD_MISSING';

export interface HostTrouble {
  instance: string;
  case: string;
  process: string;
  definition: string;
  region?: string;
  code: HostCode;
  message: string;
  /** The step that cannot be written. */
  step?: number;
}

const LONGEST = 2_000;
const idOf = ({ instance, code }: Pick<HostTrouble, 'instance' | 'code'>): string => `${instance}/0/${code}`;

/** Raises it once; raised again while it is open nothing changes, afterwards it is open again. */
export async function raiseHostIncident(trouble: HostTrouble, now: Date): Promise<void> {
  const { instance, process, definition, region = '', code, message, step } = trouble;
  const of = trouble.case;
  const incident: Incident = {
    _id: idOf(trouble),
    case: of,
    instance,
    key: 0,
    element: process,
    process,
    definition,
    code,
    message: message.slice(0, LONGEST),
    phase: 'host',
    region,
    city: cityOf(region),
    status: 'open',
    at: now,
    step,
  };
  if (await Incidents.exists({ _id: incident._id, status: 'open' })) return;
  await inTransaction(async (session) => {
    await Incidents.collection.replaceOne({ _id: incident._id } as never, incident as never, { upsert: true, session });
    await count(instance, of, 1, session);
  });
}

/** Resolves it where it is open. */
export async function resolveHostIncident(
  trouble: Pick<HostTrouble, 'instance' | 'case' | 'code'>,
  now: Date,
  by = 'system',
  how: Incident['how'] = 'retried',
): Promise<void> {
  await inTransaction(async (session) => {
    const { modifiedCount } = await Incidents.updateOne(
      { _id: idOf(trouble), status: 'open' },
      { $set: { status: 'resolved', resolvedAt: now, resolvedBy: by, how } },
      { session },
    );
    if (modifiedCount) await count(trouble.instance, trouble.case, -1, session);
  });
}

async function count(instance: string, of: string, by: 1 | -1, session: ClientSession): Promise<void> {
  await Instances.updateOne({ _id: instance }, { $inc: { incidents: by } }, { session });
  await Cases.updateOne({ _id: of }, { $inc: { incidents: by } }, { session });
}
