import type { Language } from '../../texts';

/** The reader's language of a bilingual worker message `中文 / English`; other messages unchanged. */
export function pickLanguage(message: string, language: Language): string {
  const [, zh, en] = /^(.*\p{Script=Han}.*?) \/ (\P{Script=Han}+)$/su.exec(message) ?? [];
  return (language === 'zh' ? zh : en) ?? message;
}
