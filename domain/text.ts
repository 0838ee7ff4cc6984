/** The languages of Heyi, the first one being the one the law is written in. */
export type Lang = 'zh' | 'en';

/** A sentence or name in both languages. */
export interface Text {
  zh: string;
  en: string;
}
