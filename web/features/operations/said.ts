import type { Language } from '../../texts';

/** What a worker said in both languages at once, `中文 / English`, in the reader's; what others said as they said it. */
export function said(message: string, language: Language): string {
  const [, zh, en] = /^(.*\p{Script=Han}.*?) \/ (\P{Script=Han}+)$/su.exec(message) ?? [];
  return (language === 'zh' ? zh : en) ?? message;
}
