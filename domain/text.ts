/** The languages of Heyi, the first one being the one the law is written in. */
export type Lang = 'zh' | 'en';

/** A sentence or name in both languages. */
export interface Text {
  zh: string;
  en: string;
}

/**
 * The English name of a model or a part of it: the first line of its documentation (BPMN) or description (DMN), if it
 * has one.
 */
export const englishName = (documentation: string | undefined): string | undefined =>
  documentation?.split('\n')[0]?.trim() || undefined;
