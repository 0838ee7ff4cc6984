import { bothSides } from '../../domain/acts';
import { isRight } from '../../domain/offers';
import { keysOfSide, partyKeys } from '../../domain/partyKeys';
import { Notices, type Task } from '../../models';
import { unplanned, type NewNotice } from '../notices/put';
import type { Scene } from './Scene';

/**
 * Notes that a side is to be told of a step that opens for it: one insert beside the task's, under the task's id; what
 * it says and whom it reaches is found out later (activities/duties/deliverNotices.ts). Of a right that nothing waits
 * for, only the end of its time is told.
 */
export function noteOpened(scene: Scene, task: Omit<Task, 'due'>): void {
  const notice = noticeOf(scene, task);
  if (notice) scene.writes.insert(Notices, unplanned(notice), scene.repeats);
}

function noticeOf({ head, at }: Scene, task: Omit<Task, 'due'>): NewNotice | undefined {
  const sides = bothSides.filter((side) => task.groups.includes(side));
  const audience = sides.flatMap((side) => keysOfSide(partyKeys(task.parties), side));
  if (!head || audience.length === 0) return undefined;
  const kind = isRight(task.acts) ? 'nears' : 'waits';
  const { _id, case: number, compartment, side, parties, region, city, organisation, mediator } = task;
  return {
    _id: `${kind}/${_id}`,
    case: number,
    kind,
    task: _id,
    audience: audience.map((key) => `party:${key}`),
    compartment,
    side,
    parties,
    region,
    city,
    organisation,
    mediator,
    at,
  };
}
