import { queryOptions } from '@tanstack/react-query';
import type * as security from '../../api/contract/security';
import type * as sessions from '../../api/contract/sessions';
import type { AnswerOf, BodyOf } from '../../api/contract/operation';
import { http } from '../http';

type SessionRow = AnswerOf<typeof sessions.listSessions>['rows'][number];
export type { SessionRow };
export type PasskeyRequest = AnswerOf<typeof security.beginPasskeySignIn>;
export type Security = AnswerOf<typeof security.readSecurity>;

export const providersQuery = queryOptions({
  queryKey: ['providers'],
  queryFn: () => http.get<AnswerOf<typeof security.listProviders>>('/sign-in'),
  staleTime: Infinity,
});
export const securityQuery = queryOptions({
  queryKey: ['security'],
  queryFn: () => http.get<Security>('/sessions/current/security'),
});
export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: () => http.get<AnswerOf<typeof sessions.listSessions>>('/sessions'),
});

export const changePassword = (key: string, password: string, newPassword: string) =>
  http.put<void>('/sessions/current/password', { password, newPassword }, key);
export const choosePassword = (key: string, newPassword: string) =>
  http.put<void>('/sessions/current/password', { newPassword }, key);
export const introduce = (key: string) =>
  http.post<AnswerOf<typeof sessions.introduce>>('/sessions/current/introduction', undefined, key);
export const endSession = (key: string, id: string) => http.delete<void>(`/sessions/${id}`, key);
export const endOtherSessions = (key: string) => http.delete<void>('/sessions', key);
export const sendSecurityCode = (key: string, password: string) =>
  http.post<AnswerOf<typeof security.sendSecurityCode>>('/sessions/current/security/code', { password }, key);
export const beginSecondFactor = (key: string, password: string, code?: string) =>
  http.post<AnswerOf<typeof security.beginSecondFactor>>('/sessions/current/second-factor', { password, code }, key);
export const confirmSecondFactor = (key: string, code: string) =>
  http.put<AnswerOf<typeof security.confirmSecondFactor>>('/sessions/current/second-factor', { code }, key);
export const dropSecondFactor = (key: string, password: string, code: string) =>
  http.delete<void>('/sessions/current/second-factor', key, { password, code });
export const beginPasskey = (key: string, password: string, code?: string) =>
  http.post<AnswerOf<typeof security.beginPasskey>>('/sessions/current/passkeys', { password, code }, key);
export const confirmPasskey = (key: string, passkey: BodyOf<typeof security.confirmPasskey>) =>
  http.put<AnswerOf<typeof security.confirmPasskey>>('/sessions/current/passkeys', passkey, key);
export const removePasskey = (key: string, id: string, password: string, code?: string) =>
  http.delete<void>(`/sessions/current/passkeys/${id}`, key, { password, ...(code && { code }) });
export const beginPasskeySignIn = () => http.post<PasskeyRequest>('/sign-in');
export const linkProvider = (key: string, id: string, password: string, code?: string) =>
  http.post<AnswerOf<typeof security.linkProvider>>(`/sessions/current/links/${id}`, { password, code }, key);
export const unlinkProvider = (key: string, id: string) => http.delete<void>(`/sessions/current/links/${id}`, key);
