import type { Case, Notice, Task } from '../../models';
import { mayOpenNotice } from '../access/audiences';
import { reaches } from '../access/reach';
import { belonging, outside } from '../access/targets';
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
      const found = { parties: [], ...about, _id: id } as unknown as Case;
      if (!reaches(who, 'case.read', belonging(found))) return undefined;
      return { type: 'case', number: id, status: found.status, ...(found.stage && { stage: found.stage }) };
    }
    default: {
      const notice = { audience: [], ...about } as unknown as Notice;
      const { audience, title, case: number } = notice;
      // Without a title it is not known yet what it says.
      if (!title || !audience.some((each) => audiences.includes(each)) || !mayOpenNotice(who, notice)) return undefined;
      if (who.kind === 'party' && number !== who.case) return undefined;
      return { type: 'notice', id: outside(id), ...(number && { case: number }), title };
    }
  }
}
