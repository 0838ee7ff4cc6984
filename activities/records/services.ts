import { compartmentOf } from '../../domain/compartments';
import { endOf } from '../../domain/limits/dates';
import { readEntry, type Entry } from '../../domain/service/entry';
import type { Fact } from '../../engine';
import { never, ServiceEntries, type ServiceEntry } from '../../models';
import type { Scene } from './Scene';

type Variables = Record<string, unknown>;

/** The name of the variable in which a process keeps an entry of the ledger of service. */
const NAME = 'serviceEntry';

/** A scope has a new or changed entry of the ledger, which is projected. */
export function keepService(scene: Scene, key: number, variables: Variables | undefined): void {
  const kept = variables?.[NAME];
  if (kept === undefined || kept === null || !scene.head) return;
  let entry: Entry;
  try {
    entry = readEntry(kept);
  } catch {
    // A variable with this name that is set by somebody else is not an entry.
    return;
  }
  const _id = `${scene.batch.case} ${entry.id}`;
  const begun = scene.batch.facts.some(
    (fact) => fact.type === 'entered' && fact.key === key && isLedger(scene, fact.element),
  );
  if (begun && !scene.writes.inserted(ServiceEntries).includes(_id))
    scene.writes.insert(ServiceEntries, blank(scene, key, _id, entry), scene.repeats);
  const by = scene.batch.events.find((event) => event.by)?.by;
  const [tried, corrected] = [entry.attempts.length, entry.corrected?.length ?? 0];
  const status = entry.servedOn ? 'served' : waits(entry) ? 'waiting' : 'pending';
  scene.writes.set(ServiceEntries, _id, {
    status,
    entry: kept as Record<string, unknown>,
    ...(status === 'served' && !corrected && { endedAt: scene.at }),
    ...(by && (corrected ? { [`correctedBy.${corrected - 1}`]: by } : tried && { [`recordedBy.${tried - 1}`]: by })),
  });
  if (corrected) noteMoved(scene, _id, corrected - 1);
}

/** Whether an element serves a recipient. */
const isLedger = (scene: Scene, element: string): boolean => scene.node(element)?.properties?.ledger === 'service';

const waits = ({ attempts }: Entry): boolean => {
  const last = attempts.at(-1);
  return last !== undefined && last.result !== 'returned';
};

function blank(scene: Scene, key: number, _id: string, entry: Entry): ServiceEntry {
  const { batch, bundle, head, region, city, at } = scene;
  const { paper, recipient, by, servers = [], until } = entry;
  return {
    _id,
    case: batch.case,
    instance: batch.instance,
    key,
    paper,
    recipient,
    by,
    groups: servers,
    status: 'pending',
    due: until === undefined ? never : new Date(endOf(until)),
    entry,
    recordedBy: {},
    correctedBy: {},
    moved: [],
    title: [head!.worker, head!.employer].filter(Boolean).join(' — '),
    region,
    city,
    organisation: head!.organisation,
    parties: head!.parties,
    ...(head!.readers && { readers: head!.readers, begunBy: head!.filedBy }),
    compartment: compartmentOf(bundle.graph, bundle.graph.process),
    openedAt: at,
  };
}

/** The limits moved by a correction are those that moved in the same step. */
function noteMoved(scene: Scene, _id: string, correction: number) {
  for (const fact of scene.batch.facts) {
    if (fact.type !== 'waitChanged' || fact.wait.type !== 'timer' || fact.before.type !== 'timer') continue;
    const { due, basis, element = fact.element } = fact.wait;
    const { properties } = scene.node(element) ?? {};
    if (!properties?.limit || (properties.moment ?? 'breach') !== 'breach' || due === fact.before.due) continue;
    scene.writes.push(ServiceEntries, _id, 'moved', {
      correction,
      limit: typeof basis?.limit === 'string' ? basis.limit : properties.limit,
      ...(fact.before.due && { from: new Date(fact.before.due) }),
      ...(due && { to: new Date(due) }),
    });
  }
}

/** The element that serves a recipient is withdrawn, so the paper is no longer to be served. */
export function endService(scene: Scene, fact: Extract<Fact, { type: 'terminated' }>): void {
  if (!isLedger(scene, fact.element)) return;
  scene.writes.setMany(
    ServiceEntries,
    { instance: scene.batch.instance, key: fact.key, status: { $in: ['pending', 'waiting'] } },
    { status: 'withdrawn', endedAt: scene.at },
  );
}
