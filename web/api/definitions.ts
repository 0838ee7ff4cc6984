import { queryOptions } from '@tanstack/react-query';
import type { AnswerOf } from '../../api/contract';
import type * as contract from '../../api/contract/definitions';
import type { DefinitionRow } from '../../api/contract/definitions';
import { http, type Query } from '../http';
import type { Proposal } from './proposals';

export type { DefinitionRow };
export type Kind = DefinitionRow['kind'];
export type Definition = AnswerOf<typeof contract.readDefinition>;
export type Finding = Definition['findings'][number];
export type Heat = AnswerOf<typeof contract.heatMap>;
export interface NewDraft {
  kind: Kind;
  fileName: string;
  source: string;
  encoding?: 'base64';
  note?: string;
}

const at = (id: string) => `/definitions/${encodeURIComponent(id)}`;

export const definitionsQuery = (filters: { kind?: Kind; text?: string } = {}) =>
  queryOptions({
    queryKey: ['definitions', 'list', filters],
    queryFn: ({ signal }) =>
      http.get<AnswerOf<typeof contract.listDefinitions>>('/definitions', filters as Query, signal),
  });
export const versionsQuery = (kind: Kind, key: string) =>
  queryOptions({
    queryKey: ['definitions', 'versions', kind, key],
    queryFn: () =>
      http.get<AnswerOf<typeof contract.definitionVersions>>(
        `/definitions/${kind}/${encodeURIComponent(key)}/versions`,
      ),
  });
export const definitionQuery = (id: string) =>
  queryOptions({ queryKey: ['definitions', 'one', id], queryFn: () => http.get<Definition>(at(id)) });
/** The file of a version, as text. A published one never changes; a draft has another hash after each change. */
export const fileQuery = ({ id, hash }: { id: string; hash: string }) =>
  queryOptions({
    queryKey: ['definitions', 'source', id, hash],
    queryFn: () => http.text(`${at(id)}/source`),
    staleTime: Infinity,
  });
export const heatQuery = (id: string) =>
  queryOptions({
    queryKey: ['definitions', 'heat', id],
    queryFn: () => http.get<Heat>(`${at(id)}/heat`),
    refetchInterval: 15_000,
  });
export const namesQuery = queryOptions({
  queryKey: ['definitions', 'names'],
  queryFn: () => http.get<AnswerOf<typeof contract.modelNames>>('/definitions/names'),
});
export const fileAddress = (id: string) => `/api${at(id)}/source`;

export const createDraft = (key: string, draft: NewDraft) => http.post<Definition>('/definitions', draft, key);
export const changeDraft = (key: string, id: string, source: string, hash: string) =>
  http.put<Definition>(`${at(id)}/source`, { source, hash }, key);
export const dropDraft = (key: string, id: string) => http.delete<void>(at(id), key);
/** `together`: what is published together with it. */
export const publishDefinition = (
  key: string,
  id: string,
  note: string,
  hash?: string,
  together: { id: string; hash: string }[] = [],
) =>
  http.post<Proposal>(
    `${at(id)}/publish`,
    { note, ...(hash && { hash }), ...(together.length > 0 && { together }) },
    key,
  );
export const retireDefinition = (key: string, id: string, reason: string) =>
  http.post<Proposal>(`${at(id)}/retire`, { reason }, key);
export const checkFile = (draft: NewDraft) =>
  http.post<AnswerOf<typeof contract.checkDefinition>>('/definitions/check', draft);
