import { useQueryClient } from '@tanstack/react-query';
import { setLanguage, useLanguage } from '../texts';
import { useShellTexts } from './texts';

export function LanguageButton({ className = 'plain' }: { className?: string }) {
  const t = useShellTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const change = () => {
    setLanguage(language === 'zh' ? 'en' : 'zh');
    // The server's texts (articles, errors) depend on the language, too. Requests still in progress in the other
    // language are cancelled.
    void client.cancelQueries().then(() => client.invalidateQueries());
  };
  return (
    <button type="button" className={className} lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={change}>
      {t('language')}
    </button>
  );
}
