/** The languages of Heyi; the first is the language of the law. */
export type Lang = 'zh' | 'en';

/** A sentence or name in both languages. */
export interface Text {
  zh: string;
  en: string;
}

/**
 * The English name of a model or of one of its parts: the first line of its documentation (BPMN) or description (DMN),
 * if there is one.
 */
export const englishName = (documentation: string | undefined): string | undefined =>
  documentation?.split('\n')[0]?.trim() || undefined;
