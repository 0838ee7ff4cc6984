import type { AnswerOf, BodyOf } from '../../api/contract';
import type * as contract from '../../api/contract/letters';
import type { Letter } from '../../api/contract/letters';
import { address, http } from '../http';
import { paged } from './paged';

export type { Letter };

export const letterFilters = ['status', 'region'] as const;
export const lettersQuery = (filters: Partial<Record<(typeof letterFilters)[number], string>>) =>
  paged<Letter>(['letters', filters], '/letters', filters);
export const caseLettersQuery = (number: string) => paged<Letter>(['letters', number], `/cases/${number}/letters`);

export const printLetters = (key: string, ids: string[]) =>
  http.post<AnswerOf<typeof contract.printLetters>>('/letters/print', { ids }, key);
export const postLetter = (key: string, id: string, body: BodyOf<typeof contract.postLetter>) =>
  http.post<Letter>(`/letters/${id}/posted`, body, key);
export const endLetter = (key: string, id: string, body: BodyOf<typeof contract.endLetter>) =>
  http.post<Letter>(`/letters/${id}/outcome`, body, key);
/** Where the letters that were printed together are, as one file. */
export const printedLetters = (batch: string, as: 'docx' | 'pdf') =>
  address(`/letters/printed/${encodeURIComponent(batch)}`, { as });
