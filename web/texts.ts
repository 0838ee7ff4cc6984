import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';

/**
 * Every text stands once, in both languages side by side, in the `texts.ts` of its feature:
 *
 *     export const useTexts = texts('work', { title: ['我的工作', 'My work'], left: ['还剩 {{n}} 个工作日', '{{n}} working days left'] });
 *
 * A text that lacks a language does not compile, and one that does not exist cannot be asked for.
 */
export type Pair = readonly [zh: string, en: string];
export type Language = 'zh' | 'en';
export type T<K extends string> = (key: K, values?: Record<string, unknown>) => string;

const STORED = 'heyi.language';

/** The language chosen here before, else the browser's, else Chinese. */
export function firstLanguage(): Language {
  const stored = localStorage.getItem(STORED);
  if (stored === 'zh' || stored === 'en') return stored;
  return /^(zh|$)/i.test(navigator.language) ? 'zh' : navigator.language.startsWith('en') ? 'en' : 'zh';
}

void i18next.use(initReactI18next).init({
  lng: firstLanguage(),
  fallbackLng: false,
  interpolation: { escapeValue: false },
  resources: {},
  initAsync: false,
  react: { useSuspense: false },
});
document.documentElement.lang = language() === 'zh' ? 'zh-CN' : 'en';

export function language(): Language {
  return i18next.language === 'en' ? 'en' : 'zh';
}

export function setLanguage(next: Language): void {
  localStorage.setItem(STORED, next);
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
  void i18next.changeLanguage(next);
}

/** Registers a feature's texts and gives the hook that reads them. */
export function texts<K extends string>(feature: string, pairs: Record<K, Pair>): () => T<K> {
  for (const [lng, index] of [['zh', 0], ['en', 1]] as const) {
    const bundle = Object.fromEntries(Object.entries<Pair>(pairs).map(([key, pair]) => [key, pair[index]]));
    i18next.addResourceBundle(lng, feature, bundle, true, true);
  }
  return () => {
    const { t } = useTranslation(feature);
    return (key, values) => t(key, { ...values, keySeparator: false, nsSeparator: false }) as string;
  };
}

/** Re-renders with the language; for data that carries both, such as `{ zh, en }`. */
export function useLanguage(): Language {
  useTranslation();
  return language();
}

/** Between a label and its value, as the language sets it. */
export const colon = (lng: Language = language()): string => (lng === 'zh' ? '：' : ': ');

/** The text of data that carries both languages. */
export function pick(both: { zh: string; en?: string | undefined }, lng: Language = language()): string {
  return (lng === 'en' && both.en) || both.zh;
}
