import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Side } from '../../domain/reach';
import type { AnswerOf, BodyOf } from '../../api/contract';
import type * as contract from '../../api/contract/cases';
import type * as codes from '../../api/contract/codes';
import type * as documents from '../../api/contract/documents';
import type * as remedies from '../../api/contract/remedies';
import type * as rosters from '../../api/contract/rosters';
import type { CaseDetail, CaseRow } from '../../api/contract/cases';
import { http, type Query } from '../http';

export type { CaseDetail, CaseRow };
export type Filed = AnswerOf<typeof contract.fileCase>;
export type CodeRow = AnswerOf<typeof codes.listCodes>['rows'][number];
/** The side that filed. */
export const applicantOf = ({ data }: Pick<CaseDetail, 'data'>): Side =>
  (data.applicant as Side | undefined) ?? 'worker';
export type CaseRemedies = AnswerOf<typeof remedies.caseRemedies>;
export type Outlook = AnswerOf<typeof contract.caseOutlook>;
export type Similar = AnswerOf<typeof contract.similarCases>;
export type TraceEntry = AnswerOf<typeof contract.caseTrace>['rows'][number];
export type InstancePath = AnswerOf<typeof contract.casePaths>['rows'][number];
export type Moment = AnswerOf<typeof contract.caseAt>;

export type CaseFile = AnswerOf<typeof documents.readCaseFile>;
export const caseFileQuery = (number: string) =>
  queryOptions({
    queryKey: ['cases', number, 'file'],
    queryFn: ({ signal }) => http.get<CaseFile>(`/cases/${number}/file`, {}, signal),
  });

export type PaperParts = AnswerOf<typeof documents.readDocumentParts>;
export const partsQuery = (id: string) =>
  queryOptions({
    queryKey: ['documents', id, 'parts'],
    queryFn: ({ signal }) => http.get<PaperParts>(`/documents/${id}/parts`, {}, signal),
  });
export const editParts = (key: string, id: string, sha256: string, parts: Record<string, string>) =>
  http.put<PaperParts>(`/documents/${id}/parts`, { sha256, parts }, key);

export const caseFilters = [
  'status',
  'stage',
  'region',
  'cause',
  'industry',
  'keyGroup',
  'outcome',
  'dueWithin',
  'filedFrom',
  'filedTo',
  'text',
  'sort',
  'organisation',
  'mediator',
  'breached',
] as const;
export const casesQuery = (filters: Query) =>
  infiniteQueryOptions({
    queryKey: ['cases', 'list', filters],
    queryFn: ({ pageParam, signal }) =>
      http.get<AnswerOf<typeof contract.listCases>>('/cases', { ...filters, after: pageParam, size: 50 }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
export const caseCountQuery = (filters: Query) =>
  queryOptions({
    queryKey: ['cases', 'count', filters],
    queryFn: ({ signal }) => http.get<AnswerOf<typeof contract.countCases>>('/cases/count', filters, signal),
    placeholderData: keepPreviousData,
  });
export const caseQuery = (number: string) =>
  queryOptions({ queryKey: ['cases', number], queryFn: () => http.get<CaseDetail>(`/cases/${number}`) });
export const similarQuery = (number: string) =>
  queryOptions({
    queryKey: ['cases', number, 'similar'],
    queryFn: () => http.get<Similar>(`/cases/${number}/similar`),
  });
export const traceQuery = (number: string, detail: 'story' | 'all' = 'story') =>
  infiniteQueryOptions({
    queryKey: ['cases', number, 'trace', detail],
    queryFn: ({ pageParam, signal }) =>
      http.get<AnswerOf<typeof contract.caseTrace>>(
        `/cases/${number}/trace`,
        { detail, after: pageParam, size: 200 },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
export const pathsQuery = (number: string) =>
  queryOptions({
    queryKey: ['cases', number, 'paths'],
    queryFn: () => http.get<AnswerOf<typeof contract.casePaths>>(`/cases/${number}/paths`),
  });
export const outlookQuery = (number: string) =>
  queryOptions({
    queryKey: ['cases', number, 'outlook'],
    queryFn: () => http.get<Outlook>(`/cases/${number}/outlook`),
  });
export const remediesQuery = (number: string) =>
  queryOptions({
    queryKey: ['cases', number, 'remedies'],
    queryFn: () => http.get<CaseRemedies>(`/cases/${number}/remedies`),
  });
export const momentQuery = (number: string, instant: string | undefined) =>
  queryOptions({
    queryKey: ['cases', number, 'at', instant],
    queryFn: () => http.get<Moment>(`/cases/${number}/at`, { instant }),
    enabled: instant !== undefined,
    placeholderData: keepPreviousData,
  });
export const commentsQuery = (number: string) =>
  queryOptions({
    queryKey: ['cases', number, 'comments'],
    queryFn: () => http.get<AnswerOf<typeof contract.listComments>>(`/cases/${number}/comments`),
  });
/** The file of a definition, by hash: it never changes. */
export const sourceQuery = (hash: string) =>
  queryOptions({ queryKey: ['sources', hash], queryFn: () => http.text(`/sources/${hash}`), staleTime: Infinity });

export const fileCase = (key: string, body: unknown) => http.post<Filed>('/cases', body, key);
export const previewCase = (body: unknown) => http.post<AnswerOf<typeof contract.previewCase>>('/cases/preview', body);
export const workersQuery = (number: string) =>
  infiniteQueryOptions({
    queryKey: ['cases', number, 'workers'],
    queryFn: ({ pageParam, signal }) =>
      http.get<AnswerOf<typeof rosters.listWorkers>>(`/cases/${number}/workers`, { from: pageParam }, signal),
    initialPageParam: 1,
    getNextPageParam: (page) => page.next,
  });
export type Roster = AnswerOf<typeof rosters.readRoster>;
export function readRoster(file: File): Promise<Roster> {
  const form = new FormData();
  form.append('file', file);
  return http.upload<Roster>('/rosters', form);
}
export const withdrawCase = (key: string, number: string, body: BodyOf<typeof contract.withdrawCase>) =>
  http.post<AnswerOf<typeof contract.withdrawCase>>(`/cases/${number}/withdraw`, body, key);
export const completeParties = (key: string, number: string, body: BodyOf<typeof contract.completeParties>) =>
  http.post<AnswerOf<typeof contract.completeParties>>(`/cases/${number}/parties`, body, key);
export const sendWithdrawalCode = (key: string, number: string) =>
  http.post<AnswerOf<typeof contract.sendWithdrawalCode>>(`/cases/${number}/withdraw/code`, {}, key);
export const addComment = (
  key: string,
  number: string,
  text: string,
  task: string | undefined,
  compartment: 'internal' | 'sealed',
) => http.post(`/cases/${number}/comments`, { text, task, compartment }, key);
export const codesQuery = (number: string) =>
  queryOptions({
    queryKey: ['cases', number, 'codes'],
    queryFn: () => http.get<AnswerOf<typeof codes.listCodes>>(`/cases/${number}/codes`),
  });
export const issueCode = (key: string, number: string, to: BodyOf<typeof codes.issueCode>) =>
  http.post<AnswerOf<typeof codes.issueCode>>(`/cases/${number}/codes`, to, key);
export const revokeCode = (key: string, number: string, id: string, reason: string) =>
  http.post(`/cases/${number}/codes/${id}/revocation`, { reason }, key);
export const renewCode = (key: string) =>
  http.post<AnswerOf<typeof codes.renewCode>>('/sessions/current/code', {}, key);
export const continueCode = (key: string) =>
  http.post<AnswerOf<typeof codes.continueCode>>('/sessions/current/code/continuation', {}, key);
export const signDocument = (key: string, id: string, sha256: string, code?: string) =>
  http.post(`/documents/${id}/signatures`, { sha256, ...(code && { code }) }, key);
export const sendSignatureCode = (key: string, id: string) =>
  http.post<AnswerOf<typeof documents.sendSignatureCode>>(`/documents/${id}/signatures/code`, {}, key);
