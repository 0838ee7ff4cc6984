import type { HostTrouble as HostCode } from '../../domain/hostTroubles';
import type { Text } from '../../domain/text';
import { Cases, Incidents, inTransaction, Instances, type Case, type ClientSession, type Incident } from '../../models';
import { cityOf } from '../../domain/regions';

/** Incidents that are in no step of their instance; that of an ended workflow is (`recordEnd`). */
export const hostCodes = ['RECORD_REFUSED', 'WORKFLOW_FAILING', 'RECORD_MISSING'] as const satisfies HostCode[];

type Unrecorded = (typeof hostCodes)[number] | 'START_NOT_ARMED' | 'MESSAGE_REFUSED';

interface HostIncident {
  /** The workflow that is concerned. */
  instance: string;
  case: string;
  process: string;
  definition: string;
  region?: string;
  code: Unrecorded;
  /** The element that is at fault, if it is not the instance as a whole. */
  element?: { id: string; name: Text };
  text: Text;
  /** The step that cannot be written. */
  step?: number;
}

const LONGEST = 2_000;
const idOf = ({ instance, code }: Pick<HostIncident, 'instance' | 'code'>): string => `${instance}/0/${code}`;

/** Raises it once; raising it again while it is open only changes what it says, afterwards it is open again. */
export async function raiseHostIncident(trouble: HostIncident, now: Date): Promise<void> {
  const { instance, process, definition, code, element, text, step } = trouble;
  const of = trouble.case;
  // The case may have been transferred since the instance began.
  const region = (await Cases.findById(of, { region: 1 }).lean<Case>())?.region ?? trouble.region ?? '';
  const says = {
    definition,
    element: element?.id ?? process,
    ...(element && { elementName: element.name.zh, elementNameEn: element.name.en }),
    zh: text.zh.slice(0, LONGEST),
    en: text.en.slice(0, LONGEST),
  };
  const incident: Incident = {
    ...says,
    _id: idOf(trouble),
    case: of,
    instance,
    key: 0,
    process,
    code,
    phase: 'host',
    region,
    city: cityOf(region),
    status: 'open',
    at: now,
    step,
  };
  if ((await Incidents.updateOne({ _id: incident._id, status: 'open' }, { $set: says })).matchedCount) return;
  await inTransaction(async (session) => {
    await Incidents.collection.replaceOne({ _id: incident._id } as never, incident as never, { upsert: true, session });
    await count(instance, of, 1, session);
  });
}

/** Resolves it if it is open. */
export async function resolveHostIncident(
  trouble: Pick<HostIncident, 'instance' | 'case' | 'code'>,
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
