import { setLanguage, useLanguage } from '../texts';
import { useShellTexts } from './texts';

export function LanguageButton({ className = 'plain' }: { className?: string }) {
  const t = useShellTexts();
  const language = useLanguage();
  return <button type="button" className={className} lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>{t('language')}</button>;
}
