import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { cite } from '../../../domain/limits/laws';
import { triggers } from '../../../domain/limits/triggers';
import { stages } from '../../../domain/stages';
import { limitsQuery } from '../../api/oversight';
import { useLanguage } from '../../texts';
import { Loaded } from '../../ui/State';
import { useAdminTexts } from './texts';

/** The statutory limits: how long, from when, what happens when they expire, and the article of each. */
export function Limits() {
  const t = useAdminTexts();
  const language = useLanguage();
  const [text, setText] = useState('');
  return (
    <div className="stack">
      <Input
        allowClear
        aria-label={t('search')}
        placeholder={t('search')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        style={{ maxWidth: 320 }}
      />
      <Loaded query={useQuery(limitsQuery)}>
        {({ limits }) => (
          <div className="scroll-x card" tabIndex={0} role="region" aria-label={t('limits')}>
            <table className="list cards">
              <thead>
                <tr>
                  <th>{t('limit')}</th>
                  <th>{t('length')}</th>
                  <th>{t('trigger')}</th>
                  <th>{t('expiry')}</th>
                  <th>{t('law')}</th>
                </tr>
              </thead>
              <tbody>
                {limits
                  .filter((row) => `${row.id}${row.title.zh}${row.title.en}`.toLowerCase().includes(text.toLowerCase()))
                  .map((row) => (
                    <tr key={row.id}>
                      <td>
                        <strong>{row.title[language]}</strong>
                        <div className="small muted">
                          {stages.name(row.stage, language)} · {row.id}
                        </div>
                      </td>
                      <td className="number">
                        {row.amount === null
                          ? t('agreed')
                          : `${row.amount} ${t(row.unit === 'year' ? 'years' : row.unit)}`}
                      </td>
                      <td className="small">{triggers.name(row.trigger, language)}</td>
                      <td>{row.onExpiry[language]}</td>
                      <td className="small">
                        {row.source.map((one) => (
                          <div key={`${one.law}${one.article}`}>{cite(one, language)}</div>
                        ))}
                      </td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
    </div>
  );
}
