import { queryOptions } from '@tanstack/react-query';
import type { AnswerOf, BodyOf } from '../../api/contract';
import type * as contract from '../../api/contract/matters';
import type { MatterKind, MatterRow } from '../../api/contract/matters';
import type { Form } from '../../engine/form';
import { http, type Query } from '../http';
import { paged } from './paged';

export type { MatterKind, MatterRow };

export const matterKindsQuery = queryOptions({
  queryKey: ['matters', 'kinds'],
  queryFn: ({ signal }) => http.get<AnswerOf<typeof contract.listMatterKinds>>('/matters/kinds', {}, signal),
});

export const matterFormQuery = (kind: string) =>
  queryOptions({
    queryKey: ['matters', 'kinds', kind, 'form'],
    queryFn: ({ signal }) =>
      http.get<{ kind: MatterKind; form?: Form }>(`/matters/kinds/${encodeURIComponent(kind)}/form`, {}, signal),
  });

export const matterFilters = ['kind', 'status', 'view', 'text', 'from', 'subject'] as const;
export const mattersQuery = (filters: Query) => paged<MatterRow>(['matters', 'list', filters], '/matters', filters);

export const beginMatter = (key: string, body: BodyOf<typeof contract.beginMatter>) =>
  http.post<AnswerOf<typeof contract.beginMatter>>('/matters', body, key);
