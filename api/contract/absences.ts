import { z } from 'zod';
import { bilingual, day, id, paging, pageOf, person } from './common';
import { operation } from './operation';
import { loadSchema } from './tasks';

const tag = 'people';

export const absenceSchema = z
  .strictObject({
    id,
    user: person,
    /** The first and the last day. */
    from: day,
    to: day,
    deputy: person,
    by: person,
  })
  .meta({ id: 'Absence' });
export type Absence = z.infer<typeof absenceSchema>;

const body = z.strictObject({ from: day, to: day, deputy: id });
const own = { none: 'One’s own absences' };
const eligible = { none: 'It has to be one of those who may stand in' };
const deputies = z.strictObject({ rows: z.array(person) });

export const listAbsences = operation({
  id: 'listAbsences',
  tag,
  method: 'get',
  path: '/absences',
  permission: 'task.delegate',
  target: own,
  answer: z.strictObject({
    /** The reader's own, now and later, and those in which they stand in. */
    own: z.array(absenceSchema),
    deputy: z.array(absenceSchema),
  }),
  summary: { zh: '我的缺勤和我代理的人', en: 'My absences, and those for whom I stand in' },
});
export const addAbsence = operation({
  id: 'addAbsence',
  tag,
  method: 'post',
  path: '/absences',
  permission: 'task.delegate',
  target: { body: { deputy: eligible } },
  body,
  answer: absenceSchema,
  status: 201,
  summary: { zh: '登记自己缺勤和代理人', en: 'Enter one’s own absence with a deputy' },
});
export const endAbsence = operation({
  id: 'endAbsence',
  tag,
  method: 'delete',
  path: '/absences/{id}',
  permission: 'task.delegate',
  target: { path: { id: own } },
  summary: { zh: '提前结束自己的缺勤', en: 'End one’s own absence early' },
});
export const listDeputies = operation({
  id: 'listDeputies',
  tag,
  method: 'get',
  path: '/absences/deputies',
  permission: 'task.delegate',
  target: own,
  answer: deputies,
  summary: { zh: '可以代理我的人', en: 'Who may stand in for me' },
});

export const listStaff = operation({
  id: 'listStaff',
  tag,
  method: 'get',
  path: '/staff',
  permission: 'task.reassign',
  target: { none: 'Those of the reader’s area whose work the reader assigns' },
  query: z.strictObject(paging),
  answer: pageOf(
    person.extend({
      roles: z.array(z.string()),
      region: z.string(),
      organisation: id.optional(),
      organisationName: bilingual.optional(),
      load: loadSchema,
      /** Now and later. */
      absences: z.array(absenceSchema),
    }),
  ),
  summary: {
    zh: '辖区办案人员：工作量、最早未办和缺勤',
    en: 'Who works on cases in the area: load, oldest work, absences',
  },
});
export const listDeputiesOf = operation({
  id: 'listDeputiesOf',
  tag,
  method: 'get',
  path: '/users/{id}/deputies',
  permission: 'task.reassign',
  target: { path: { id: 'user' } },
  answer: deputies,
  summary: { zh: '可以代理此人的人', en: 'Who may stand in for this person' },
});
export const addAbsenceOf = operation({
  id: 'addAbsenceOf',
  tag,
  method: 'post',
  path: '/users/{id}/absences',
  permission: 'task.reassign',
  target: { path: { id: 'user' }, body: { deputy: eligible } },
  body,
  answer: absenceSchema,
  status: 201,
  summary: { zh: '为辖区人员登记缺勤和代理人', en: 'Enter the absence of somebody of the area' },
});
export const endAbsenceOf = operation({
  id: 'endAbsenceOf',
  tag,
  method: 'delete',
  path: '/users/{id}/absences/{absence}',
  permission: 'task.reassign',
  target: { path: { id: 'user', absence: { none: 'It belongs to the user' } } },
  summary: { zh: '结束辖区人员的缺勤', en: 'End the absence of somebody of the area' },
});
