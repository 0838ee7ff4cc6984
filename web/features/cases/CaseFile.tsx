import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { volumeNames } from '../../../domain/caseFile';
import { caseFileQuery } from '../../api/cases';
import { address } from '../../http';
import { pick, useLanguage } from '../../texts';
import { Loaded } from '../../ui/State';
import { day } from '../../ui/time';
import { useCaseTexts } from './texts';

/** The case file in its open and its internal volume: index, how long it is kept, and each volume bound as a PDF. */
export function CaseFile({ number }: { number: string }) {
  const t = useCaseTexts();
  const language = useLanguage();
  const query = useQuery(caseFileQuery(number));
  return (
    <Loaded query={query}>
      {({ volumes, retention }) => (
        <div className="stack">
          {retention && (
            <p className="small">
              {t('keptUntil', {
                years: retention.years,
                day: retention.keptUntil,
                article: pick(retention.article, language),
              })}
            </p>
          )}
          {volumes.length === 0 && <p className="muted">{t('noDocuments')}</p>}
          {volumes.map(({ volume, items }) => (
            <section key={volume} className="stack" aria-label={pick(volumeNames[volume], language)}>
              <div className="row">
                <h3 style={{ flex: 1, margin: 0 }}>
                  {pick(volumeNames[volume], language)}{' '}
                  {volume === 'internal' && <span className="tag">{t('notForParties')}</span>}
                </h3>
                <Button href={address(`/cases/${number}/file/${volume}`)} download>
                  {t('boundPdf')}
                </Button>
              </div>
              <div className="card scroll-x" tabIndex={0} role="region" aria-label={t('index')}>
                <table className="list cards">
                  <thead>
                    <tr>
                      <th>{t('indexNumber')}</th>
                      <th>{t('paper')}</th>
                      <th>{t('paperNumber')}</th>
                      <th>{t('paperDay')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((item) => (
                      <tr key={item.document.id}>
                        <td>{item.number}</td>
                        <td>{pick(item.document.name, language)}</td>
                        <td translate="no">{item.document.number ?? '—'}</td>
                        <td>{day(item.document.createdAt)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </section>
          ))}
        </div>
      )}
    </Loaded>
  );
}
