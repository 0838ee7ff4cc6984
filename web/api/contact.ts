import { queryOptions } from '@tanstack/react-query';
import type { AnswerOf, BodyOf } from '../../api/contract';
import type * as contract from '../../api/contract/contacts';
import { http } from '../http';

export type SentCode = AnswerOf<typeof contract.sendTaskCode>;

/** The caller's own contact. */
export const contactQuery = queryOptions({
  queryKey: ['contact'],
  queryFn: () => http.get<AnswerOf<typeof contract.readContact>>('/sessions/current/contact'),
});
export const sendContactCode = (key: string, phone: string, password: string) =>
  http.post<SentCode>('/sessions/current/contact/code', { phone, password }, key);
export const setContact = (key: string, phone: string, code: string, proof?: string) =>
  http.put<AnswerOf<typeof contract.setContact>>('/sessions/current/contact', { phone, code, proof }, key);
export const recordContact = (
  key: string,
  number: string,
  code: string,
  given: BodyOf<typeof contract.recordContact>,
) => http.put<AnswerOf<typeof contract.recordContact>>(`/cases/${number}/codes/${code}/contact`, given, key);
export const sendTaskCode = (key: string, task: string) => http.post<SentCode>(`/tasks/${task}/code`, {}, key);
