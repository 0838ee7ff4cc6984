import type { Case, Task } from '../../models';
import { reaches } from '../access/reach';
import { outside } from '../access/targets';
import { isFor, mayRead } from '../access/tasks';
import type { Who } from '../access/Who';
import type { StreamEvent } from '../contract/notices';
import type { Kept } from './Events';

/** The event that a change means for somebody; undefined if it is not for them. */
export function eventFor(
  who: Who,
  audiences: readonly string[],
  { collection, opened, id, about }: Kept,
): StreamEvent | undefined {
  switch (collection) {
    case 'tasks': {
      const task = { groups: [], users: [], parties: [], ...about } as unknown as Task;
      if (!isFor(who, task) && !mayRead(who, task)) return undefined;
      return {
        type: 'task',
        id: outside(id),
        case: task.case,
        change: opened ? 'opened' : task.status === 'open' ? 'changed' : 'closed',
      };
    }
    case 'cases': {
      const found = { parties: [], ...about } as unknown as Case;
      if (
        !reaches(who, 'case.read', {
          case: id,
          region: found.region,
          organisation: found.organisation,
          parties: found.parties,
        })
      )
        return undefined;
      return { type: 'case', number: id, status: found.status, ...(found.stage && { stage: found.stage }) };
    }
    default: {
      const {
        audience = [],
        title,
        case: number,
      } = about as { audience?: string[]; title: { zh: string; en: string }; case?: string };
      if (!audience.some((each) => audiences.includes(each)) || (who.kind === 'party' && number !== who.case))
        return undefined;
      return { type: 'notice', id, ...(number && { case: number }), title };
    }
  }
}
