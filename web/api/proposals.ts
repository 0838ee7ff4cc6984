import { queryOptions } from '@tanstack/react-query';
import type { AnswerOf } from '../../api/contract';
import type * as contract from '../../api/contract/proposals';
import { http } from '../http';
import { list } from './oversight';

export type Proposal = AnswerOf<typeof contract.approveProposal>;
export const proposalsQuery = list<Proposal>('proposals', '/proposals');
export const proposalQuery = (id: string) =>
  queryOptions({
    queryKey: ['proposals', 'one', id],
    queryFn: () => http.get<AnswerOf<typeof contract.readProposal>>(`/proposals/${id}`),
  });
export const approveProposal = (key: string, id: string) => http.post<Proposal>(`/proposals/${id}/approve`, {}, key);
export const declineProposal = (key: string, id: string, reason: string) =>
  http.post<Proposal>(`/proposals/${id}/decline`, { reason }, key);
