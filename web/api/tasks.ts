import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { AnswerOf } from '../../api/contract';
import type * as contract from '../../api/contract/tasks';
import type { Session } from '../../api/contract/sessions';
import type { Task as ServerTask, TaskOutlook, TaskRow } from '../../api/contract/tasks';
import type { Document } from '../../api/contract/documents';
import type { RecordedFor } from '../../domain/identification';
import { largestUpload } from '../../domain/uploads';
import type { Form } from '../../engine/form';
import { http, Problem } from '../http';
import { pick } from '../texts';

export type { TaskOutlook, TaskRow };
export type Task = Omit<ServerTask, 'form'> & { form?: Form };
export type TaskView = 'mine' | 'claimable' | 'team' | 'overseen' | 'escalated';

export const tasksQuery = (filters: {
  view?: TaskView;
  stage?: string;
  text?: string;
  case?: string;
  person?: string;
  dueWithin?: string;
}) =>
  infiniteQueryOptions({
    queryKey: ['tasks', 'list', filters],
    queryFn: ({ pageParam, signal }) =>
      http.get<AnswerOf<typeof contract.listTasks>>('/tasks', { ...filters, after: pageParam, size: 30 }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
export const inboxFilters = ['view', 'stage', 'text', 'person', 'dueWithin'] as const;
/** The inbox for the filters in the URL; by default the reader's own tasks. */
export const inboxQuery = ({ view = 'mine', ...filters }: Partial<Record<(typeof inboxFilters)[number], string>>) =>
  tasksQuery({ view: view as TaskView, ...filters });
/** What the reader has to do next in a case. */
export const nextInCaseQuery = (number: string) => tasksQuery({ view: 'team', case: number });
export const taskCountQuery = queryOptions({
  queryKey: ['tasks', 'counts'],
  queryFn: () => http.get<AnswerOf<typeof contract.countTasks>>('/tasks/counts'),
});
export const taskQuery = (id: string) =>
  queryOptions({ queryKey: ['tasks', id], queryFn: () => http.get<Task>(`/tasks/${id}`) });
export const taskOutlookQuery = (id: string) =>
  queryOptions({
    queryKey: ['tasks', id, 'outlook'],
    queryFn: () => http.get<TaskOutlook>(`/tasks/${id}/outlook`),
  });
/** Opens a one-time link in this browser, which alone may open it from then on. */
export const openLink = (link: string, browser: string) => http.post<Session>('/sessions', { link, browser });
export const colleaguesQuery = (id: string) =>
  queryOptions({
    queryKey: ['tasks', id, 'colleagues'],
    queryFn: () => http.get<AnswerOf<typeof contract.taskColleagues>>(`/tasks/${id}/colleagues`),
  });

/** To whom the cases of these tasks can be given; the conflicts of those chosen. */
export const candidatesQuery = (tasks: readonly Pick<TaskRow, 'id'>[], to: readonly string[]) => {
  const body = { ids: tasks.map(({ id }) => id), ...(to.length > 0 && { to }) };
  return queryOptions({
    queryKey: ['tasks', 'candidates', body],
    queryFn: () => http.post<AnswerOf<typeof contract.reassignCandidates>>('/tasks/reassign/candidates', body),
    placeholderData: keepPreviousData,
  });
};
export const reassignTasks = (key: string, tasks: readonly Pick<TaskRow, 'id'>[], to: string[], reason: string) =>
  http.post<AnswerOf<typeof contract.reassignTasks>>(
    '/tasks/reassign',
    { ids: tasks.map(({ id }) => id), to, reason },
    key,
  );

type Seen = Pick<TaskRow, 'id' | 'version'>;
export const claimTask = (key: string, { id, version }: Seen) =>
  http.post<Task>(`/tasks/${id}/claim`, { version }, key);
export const releaseTask = (key: string, { id, version }: Seen) =>
  http.post<Task>(`/tasks/${id}/release`, { version }, key);
export const delegateTask = (key: string, { id, version }: Seen, to: string, note: string) =>
  http.post<Task>(`/tasks/${id}/delegate`, { version, to, note: note || undefined }, key);
export const completeTask = (
  key: string,
  { id, variables }: Pick<TaskRow, 'id'> & { variables?: Record<string, unknown> },
  values: Record<string, unknown>,
  act?: string,
  named?: RecordedFor[],
  code?: string,
) => {
  // Of a paper that is signed: what was shown is what is signed.
  const paper = typeof variables?.sha256 === 'string' ? variables.sha256 : undefined;
  return http.post<AnswerOf<typeof contract.completeTask>>(
    `/tasks/${id}/complete`,
    { values, act, for: named, code, paper },
    key,
  );
};

/** What completing it with these values would make; asked anew each time, since the values change. */
export const previewQuery = ({ id, version }: Seen, values: Record<string, unknown>, act: string) =>
  queryOptions({
    queryKey: ['preview', id, version, act, values],
    queryFn: () => http.post<AnswerOf<typeof contract.previewTask>>(`/tasks/${id}/preview`, { values, act }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });

/** Stores a file with the case (and the task) and returns what the form stores for it. */
export async function uploadTo(
  caseNumber: string,
  file: File,
  task?: string,
  more: Record<string, string> = {},
  key?: string,
): Promise<{ id: string; name: string }> {
  // Checked here, before minutes are spent on sending it.
  if (file.size > largestUpload) {
    const most = largestUpload / 1_048_576;
    throw new Problem(
      413,
      'TOO_LARGE',
      pick({
        zh: `文件“${file.name}”超过 ${most} MB,没有上传。请压缩或分成几份。`,
        en: `The file “${file.name}” is larger than ${most} MB and was not sent. Compress it, or split it.`,
      }),
    );
  }
  const form = new FormData();
  if (task) form.append('task', task);
  for (const [name, value] of Object.entries(more)) form.append(name, value);
  form.append('file', file);
  const { id, fileName } = await http.upload<Document>(`/cases/${caseNumber}/documents`, form, key);
  return { id, name: fileName };
}
