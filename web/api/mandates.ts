import { queryOptions } from '@tanstack/react-query';
import type { AnswerOf, BodyOf } from '../../api/contract';
import type * as contract from '../../api/contract/mandates';
import { http } from '../http';
import type { Session } from '../session';
import type { SentCode } from './contact';

export type MandateRow = AnswerOf<typeof contract.listMandates>['rows'][number];

export const mandatesQuery = (number: string) =>
  queryOptions({
    queryKey: ['cases', number, 'mandates'],
    queryFn: () => http.get<AnswerOf<typeof contract.listMandates>>(`/cases/${number}/mandates`),
  });
export const ownMandatesQuery = queryOptions({
  queryKey: ['mandates'],
  queryFn: () => http.get<AnswerOf<typeof contract.ownMandates>>('/mandates'),
});
export const sendMandateCode = (key: string, number: string, account: string) =>
  http.post<SentCode>(`/cases/${number}/mandates/code`, { account }, key);
export const giveMandate = (key: string, number: string, given: BodyOf<typeof contract.giveMandate>) =>
  http.post<MandateRow>(`/cases/${number}/mandates`, given, key);
export const endMandate = (key: string, number: string, id: string, reason: string) =>
  http.post<MandateRow>(`/cases/${number}/mandates/${id}/revocation`, { reason }, key);
export const actByMandate = (mandate: string) => http.put<Session>('/sessions/current/mandate', { mandate });
export const actAsOneself = () => http.delete<Session>('/sessions/current/mandate');
