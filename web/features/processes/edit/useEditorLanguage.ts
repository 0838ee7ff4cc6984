import { useEffect, useState } from 'react';
import { useLanguage, type Language } from '../../../texts';
import { useLatest } from '../../../ui/useLatest';

/** The language that an editor of bpmn.io stands open in: those of decisions and forms take another only when they are opened anew, with what was edited so far (`reopen`). */
export function useEditorLanguage(reopen: () => Promise<void>): Language {
  const language = useLanguage();
  const [spoken, setSpoken] = useState(language);
  const latest = useLatest(reopen);
  useEffect(() => {
    if (language !== spoken) void latest.current().then(() => setSpoken(language));
  }, [language, spoken, latest]);
  return spoken;
}
