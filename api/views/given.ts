import type { Task } from '../../models';
import { outside } from '../access/targets';
import { namesOf } from './people';
import type { Entry } from './trace';

/** A reassignment: not a step of the process, but shown in its history. */
export type Given = NonNullable<Task['given']>[number] & { task: Task };

/** The lines of the history; the reason is shown only to insiders. */
export async function givenEntries(given: readonly Given[], inside: boolean): Promise<Entry[]> {
  const names = await namesOf(given.flatMap(({ by, from, to }) => [by, from, to]));
  return given.map(({ task, at, by, from, to, reason, deputy }) => {
    const name = { zh: task.name, en: task.nameEn ?? task.name };
    const [who, taken, receiver] = [by, from, to].map((id) => names(id)?.name ?? '');
    const why = inside ? { zh: `：${reason}`, en: `: ${reason}` } : { zh: '', en: '' };
    return {
      instance: outside(task.instance),
      process: task.process,
      sequence: task.openedStep,
      at: at.toISOString(),
      by: names(by),
      type: 'taskReassigned',
      element: task.element,
      name,
      task: outside(task._id),
      text: deputy
        ? { zh: `${who}代${taken}办理「${name.zh}」`, en: `${who} took “${name.en}” in place of ${taken}` }
        : {
            zh: `${who}将「${name.zh}」${taken && `由${taken}`}改派给${receiver}${why.zh}`,
            en: `${who} gave “${name.en}” ${taken && `of ${taken} `}to ${receiver}${why.en}`,
          },
    };
  });
}
