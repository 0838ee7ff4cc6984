import { Appointments } from '../../models';
import type { Batch, NotedCommand } from '../../workflows/hostContract';
import { taskId } from '../../workflows/messages';
import type { Graph } from '../../engine';
import type { Scene } from './Scene';

type CloseTask = Extract<NotedCommand, { type: 'closeTask' }>;

/**
 * A task opens that fixes a meeting anew: the one fixed before does not take place, say because its notice could not be served
 * in time. Where the same task is the meeting itself, it is not fixed anew.
 */
export function reopenAppointment(scene: Scene, element: string): void {
  const { appointment, takesPlace } = scene.node(element)?.properties ?? {};
  if (appointment && takesPlace !== appointment) end(scene, { kind: appointment }, 'cancelled');
}

/**
 * A task closes: it was the meeting, or it fixed one. A meeting whose time has come was held; a later one stays, unless it
 * was postponed, held early, or another day was set (`appointmentDay`, the variable that says so).
 */
export function followAppointment(scene: Scene, { element, key, reason }: CloseTask): void {
  const { batch, writes, at } = scene;
  const { appointment, takesPlace, postpones, appointmentDay } = scene.node(element)?.properties ?? {};
  const completed = batch.events.find((event) => event.type === 'taskCompleted' && event.key === key);
  const result = completed?.variables;
  if (takesPlace) {
    const kind = takesPlace;
    if (reason === 'withdrawn') end(scene, { kind }, 'cancelled');
    else if (postpones && result?.decision === postpones) end(scene, { kind }, 'postponed');
    else end(scene, { kind, ...(result?.early !== true && { start: { $lte: at } }) }, 'held');
    if (appointmentDay && result?.[appointmentDay]) end(scene, { kind }, 'cancelled');
  }
  if (!appointment) return;
  const booked = { task: taskId(batch.instance, key), status: 'pending' };
  // Of several attempts at the task, that which took the step.
  if (completed?.update)
    writes.setMany(Appointments, { ...booked, key: completed.update }, { status: 'fixed', step: batch.sequence });
  writes.setMany(Appointments, booked, { status: 'cancelled', endedAt: at });
}

/** The process has ended: nothing of it takes place any more. */
export function endAppointments(scene: Scene): void {
  if (scene.batch.status !== 'active' && fixes(scene.bundle.graph)) end(scene, {}, 'cancelled');
}

/** Only those fixed by an earlier step: a rebuild replays all steps over what is stored. */
function end({ batch, writes, at }: Scene, filter: object, status: 'held' | 'postponed' | 'cancelled'): void {
  const fixed = { instance: batch.instance, status: 'fixed', step: { $lt: batch.sequence } };
  writes.setMany(Appointments, { ...fixed, ...filter }, { status, endedAt: at });
}

const known = new WeakMap<Graph, boolean>();
/** Whether a process fixes meetings at all. */
function fixes(graph: Graph): boolean {
  if (!known.has(graph))
    known.set(
      graph,
      Object.values(graph.nodes).some(({ properties }) => properties?.appointment !== undefined),
    );
  return known.get(graph)!;
}

/** Before a rebuild: as they were before any step. */
export const unfixed = (of: Batch['case']) => ({
  filter: { case: of, step: { $exists: true } },
  update: { $set: { status: 'pending' }, $unset: { step: '', endedAt: '' } },
});
