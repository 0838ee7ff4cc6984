import { useLanguage } from '../../texts';

interface List {
  codes: readonly string[];
  name(code: string, language: 'zh' | 'en'): string;
}
/** The rows of a code list as options. */
export const useOptions = () => {
  const language = useLanguage();
  return (list: List) => list.codes.map((code) => ({ value: code, label: list.name(code, language) }));
};
