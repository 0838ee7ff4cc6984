import { limitOf } from '../../domain/limits/rules';
import type { Fact, Wait } from '../../engine';
import { Cases, Deadlines, type Deadline } from '../../models';
import { addFigures } from './figures';
import type { Scene } from './Scene';

type Timer = Extract<Wait, { type: 'timer' }>;
type Waiting = Extract<Fact, { type: 'waiting' }>;
type WaitEnded = Extract<Fact, { type: 'waitEnded' }>;
type WaitChanged = Extract<Fact, { type: 'waitChanged' }>;

/** Kinds of limits whose expiry is a breach; if a right or a limitation lapses, nobody has breached anything. */
const breachable = new Set(['duty', 'response']);
const asDate = (due: string | undefined): Date | undefined => (due === undefined ? undefined : new Date(due));

/** Whether a batch changes which limits run, or ends what was overdue; checked before the batch is projected. */
export const touchesLimits = (scene: Scene): boolean =>
  scene.batch.facts.some((fact) => {
    if (fact.type === 'completed' || fact.type === 'terminated') return overdueAt(scene, fact.key).length > 0;
    return (
      (fact.type === 'waiting' || fact.type === 'waitEnded' || fact.type === 'waitChanged') &&
      limitAt(scene, fact, fact.wait) !== undefined
    );
  });

const overdueAt = ({ views, batch }: Scene, key: number) => views.overdueAt(batch.case, batch.instance, key);

/**
 * The timer event with a `limit`: its element and the limit. A model may choose the limit by an expression (simple or
 * ordinary procedure): then the date's derivation names it.
 */
function limitAt(
  scene: Scene,
  fact: { element: string; key: number },
  wait: Wait,
): { id: string; element: string; limit: string; moment: Deadline['moment'] } | undefined {
  if (wait.type !== 'timer') return undefined;
  const element = wait.element ?? fact.element;
  const properties = scene.node(element)?.properties;
  if (!properties?.limit) return undefined;
  return {
    id: `${scene.batch.instance}/${fact.key}/${element}/${wait.definition ?? 0}`,
    element,
    limit: rowOf(wait) ?? properties.limit,
    moment: (properties.moment as Deadline['moment']) ?? 'breach',
  };
}

const rowOf = ({ basis }: Timer): string | undefined => (typeof basis?.limit === 'string' ? basis.limit : undefined);

/** A limit starts to run, or is armed with its clock stopped. */
export function armDeadline(scene: Scene, fact: Waiting): void {
  const found = limitAt(scene, fact, fact.wait);
  if (!found) return;
  const { batch, writes, views, head, region, city, at, bundle } = scene;
  const { due, basis } = fact.wait as Timer;
  const { id: _id, element, limit, moment } = found;
  const deadline: Deadline = {
    _id,
    case: batch.case,
    instance: batch.instance,
    key: fact.key,
    element,
    limit,
    moment,
    kind: limitOf(bundle.rules.data, limit)?.kind,
    status: due ? 'running' : 'stopped',
    due: asDate(due),
    basis,
    history: [],
    stage: head?.stage,
    region,
    city,
    organisation: head?.organisation,
    armedAt: at,
  };
  writes.insert(Deadlines, deadline, scene.repeats);
  if (due) views.arm(deadline);
}

/**
 * The limit was met, or it expired. What should have been done by then stays overdue until it is done or no longer
 * required.
 */
export function endDeadline(scene: Scene, fact: WaitEnded): void {
  const found = limitAt(scene, fact, fact.wait);
  if (!found) return;
  const { batch, writes, views, head, at, bundle } = scene;
  const kind = limitOf(bundle.rules.data, found.limit)?.kind ?? 'duty';
  const overdue = fact.fired && found.moment === 'breach' && breachable.has(kind);
  writes.set(Deadlines, found.id, {
    status: fact.fired ? 'breached' : 'met',
    endedAt: at,
    ...(overdue && { overdue }),
  });
  if (!overdue) return views.disarm(batch.case, found.id);
  const { element, limit, moment } = found;
  views.arm({
    _id: found.id,
    case: batch.case,
    instance: batch.instance,
    key: fact.key,
    element,
    limit,
    moment,
    due: asDate((fact.wait as Timer).due),
    overdue,
  });
  if (head) writes.push(Cases, head._id, 'breached', found.limit);
  addFigures(scene, { breached: 1 });
}

/** What was overdue is done, or no longer required. */
export function endOverdue(scene: Scene, { key }: { key: number }): void {
  for (const { _id } of overdueAt(scene, key)) {
    scene.writes.set(Deadlines, _id, { overdue: false });
    scene.views.disarm(scene.batch.case, _id);
  }
}

/** The date was derived again: a fact was corrected, a clock stopped or resumed, or a calendar arrived. */
export function moveDeadline(scene: Scene, fact: WaitChanged): void {
  const found = limitAt(scene, fact, fact.wait);
  if (!found) return;
  const { batch, writes, views, at } = scene;
  const before = fact.before as Timer;
  const { due, basis } = fact.wait as Timer;
  writes.set(Deadlines, found.id, {
    status: due ? 'running' : 'stopped',
    due: asDate(due) ?? null,
    basis: basis ?? null,
  });
  writes.push(Deadlines, found.id, 'history', { until: at, due: asDate(before.due), basis: before.basis });
  if (due)
    views.arm({
      _id: found.id,
      case: batch.case,
      instance: batch.instance,
      key: fact.key,
      element: found.element,
      limit: found.limit,
      moment: found.moment,
      due: new Date(due),
    });
  else views.disarm(batch.case, found.id);
}
