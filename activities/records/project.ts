import type { Fact } from '../../engine';
import { bodyFormat, Cases, stepId, type Deed, type Step } from '../../models';
import type { Batch, NotedCommand } from '../../workflows/hostContract';
import { endAppointments } from './appointments';
import { closeCase, enterStage, fileCase, keepFacts } from './cases';
import { armDeadline, endDeadline, endOverdue, moveDeadline, touchesLimits } from './deadlines';
import { raiseIncident, resolveIncident } from './incidents';
import { showInstance } from './instances';
import { matterKindOf } from '../../domain/matters';
import type { Scene } from './Scene';
import { endService, keepService } from './services';
import { publish, subscribe, unsubscribe } from './subscriptions';
import { closeTask, openTask, showLimit } from './tasks';

/** Everything that MongoDB shows of one batch, as changes. A rebuild does the same from the stored steps. */
export function project(scene: Scene): void {
  const { batch } = scene;
  const limits = touchesLimits(scene);
  if (batch.filing || beginsMatter(scene)) fileCase(scene);
  showInstance(scene);
  for (const fact of batch.facts) projectFact(scene, fact);
  batch.commands.forEach((command, index) => projectCommand(scene, command, index));
  endAppointments(scene);
  showCase(scene, limits);
}

/** Whether a message or a timer has just begun an instance of a kind of matter. */
const beginsMatter = (scene: Scene): boolean =>
  scene.isRoot && scene.batch.sequence === 1 && matterKindOf(scene.bundle.graph) !== undefined;

/** The step itself, from which everything else follows. */
export const stepOf = (batch: Batch, digest: string, body: string): Step => ({
  _id: stepId(batch.instance, batch.sequence),
  instance: batch.instance,
  case: batch.case,
  sequence: batch.sequence,
  at: new Date(batch.at),
  digest,
  updates: batch.events.flatMap(({ update }) => update ?? []),
  by: batch.events.find((event) => event.by)?.by,
  body,
  format: bodyFormat,
});

/** The audit log's entry for a batch. */
export const deedOf = (batch: Batch, digest: string): Deed => ({
  chain: batch.case,
  at: new Date(batch.at),
  by: batch.events.find((event) => event.by)?.by ?? 'system',
  action: batch.events.map(({ type, act }) => act ?? type).join(','),
  subject: stepId(batch.instance, batch.sequence),
  detail: {
    digest,
    ...(batch.events.find((event) => event.reason)
      ? { reason: batch.events.find((event) => event.reason)!.reason }
      : {}),
  },
});

function projectFact(scene: Scene, fact: Fact): void {
  switch (fact.type) {
    case 'entered':
      enterStage(scene, fact);
      if (fact.key === 1 && scene.isRoot && fact.variables) keepFacts(scene, fact.variables);
      return keepService(scene, fact.key, fact.variables);
    case 'variablesSet':
      if (fact.key === 1) keepFacts(scene, fact.variables);
      return keepService(scene, fact.key, fact.variables);
    case 'waiting':
      return armDeadline(scene, fact);
    case 'waitEnded':
      return endDeadline(scene, fact);
    case 'waitChanged':
      return moveDeadline(scene, fact);
    case 'completed':
      return endOverdue(scene, fact);
    case 'terminated':
      endService(scene, fact);
      return endOverdue(scene, fact);
    default:
  }
}

function projectCommand(scene: Scene, command: NotedCommand, index: number): void {
  switch (command.type) {
    case 'openTask':
      return openTask(scene, command);
    case 'closeTask':
      return closeTask(scene, command);
    case 'subscribe':
    case 'subscribeSignal':
      return subscribe(scene, command);
    case 'unsubscribe':
    case 'unsubscribeSignal':
      return unsubscribe(scene, command);
    case 'publishMessage':
      return publish(scene, command, index);
    case 'raiseIncident':
      return raiseIncident(scene, command);
    case 'resolveIncident':
      return resolveIncident(scene, command.key, index);
    case 'end':
      return closeCase(scene, command.status, command.variables);
    case 'broadcastSignal':
    case 'returnMessage':
      return;
    default:
      command satisfies never;
  }
}

function showCase(scene: Scene, limits: boolean): void {
  const { head, writes, at, views } = scene;
  if (limits) {
    showLimit(scene);
    if (head) writes.set(Cases, head._id, { due: views.soonest(head._id).due });
  }
  if (head) writes.set(Cases, head._id, { updatedAt: at });
}
