import { useSyncExternalStore } from 'react';
import { fill } from './fill';

/**
 * Every text is defined once, in both languages side by side, in the `texts.ts` of its feature:
 *
 * export const useTexts = texts({ title: ['我的工作', 'My work'], left: ['还剩 {{n}} 个工作日', '{{n|working day|working days}}
 * left'] });
 *
 * Nothing larger is needed: a library for it took a fifteenth of the first load.
 *
 * A text that lacks a language does not compile, and an undefined one cannot be used.
 */
export type Pair = readonly [zh: string, en: string];
export type Language = 'zh' | 'en';
export type T<K extends string> = (key: K, values?: Record<string, unknown>) => string;

const STORED = 'heyi.language';

/** The language chosen here before, otherwise the browser's, otherwise Chinese. */
export function firstLanguage(): Language {
  const stored = localStorage.getItem(STORED);
  if (stored === 'zh' || stored === 'en') return stored;
  return /^(zh|$)/i.test(navigator.language) ? 'zh' : navigator.language.startsWith('en') ? 'en' : 'zh';
}

const listeners = new Set<() => void>();
let current = firstLanguage();
tell();

function tell() {
  document.documentElement.lang = current === 'zh' ? 'zh-CN' : 'en';
  for (const hear of listeners) hear();
}

export const language = (): Language => current;

export function setLanguage(next: Language): void {
  localStorage.setItem(STORED, next);
  current = next;
  tell();
}

function subscribe(hear: () => void) {
  listeners.add(hear);
  return () => void listeners.delete(hear);
}

/** Re-renders when the language changes; for data in both languages, such as `{ zh, en }`. */
export const useLanguage = (): Language => useSyncExternalStore(subscribe, language);

/** The hook that reads a feature's texts. */
export function texts<K extends string>(pairs: Record<K, Pair>): () => T<K> {
  return () => {
    const index = useLanguage() === 'zh' ? 0 : 1;
    return (key, values = {}) => fill(pairs[key]?.[index] ?? key, values);
  };
}

/** The separator between a label and its value in this language. */
export const colon = (lng: Language = language()): string => (lng === 'zh' ? '：' : ': ');

/** The text of bilingual data in the current language. */
export function pick(both: { zh: string; en?: string | undefined }, lng: Language = language()): string {
  return (lng === 'en' && both.en) || both.zh;
}
