import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { suggestionsQuery, type Suggestion } from '../api/employers';
import { texts } from '../texts';

const useTexts = texts({
  which: ['登记的单位中有：', 'Registered employers:'],
});

/** While somebody types. */
const PAUSE = 300;

/**
 * The registered employers whose name begins with what is typed, to be chosen with their codes; nothing if there are
 * none, or once one of them is what was typed. They stand below the field and cover nothing.
 */
export function EmployerSuggestions({ text, onPick }: { text: string; onPick(chosen: Suggestion): void }) {
  const t = useTexts();
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  const rows = useQuery(suggestionsQuery(asked)).data?.rows ?? [];
  if (asked.length < 2 || rows.length === 0) return null;
  return (
    <div role="group" aria-label={t('which')}>
      <span className="small muted">{t('which')}</span>
      <ul className="plain-list">
        {rows.map((row) => (
          <li key={row.creditCode ?? `${row.region}${row.name}`}>
            <Button type="link" onClick={() => onPick(row)}>
              <span translate="no">
                {row.name} {row.creditCode}
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
