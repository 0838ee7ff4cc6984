import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import { letterStates } from '../../../domain/letters';
import { noticeChannels } from '../../../domain/noticeChannels';
import { retryNotice, type SentNotice } from '../../api/notices';
import { may, useSession } from '../../session';
import { pick, useLanguage } from '../../texts';
import { instant } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { useNoticeTexts } from './texts';

type Delivery = SentNotice['deliveries'][number];

/** Notices, and what became of each by each channel. */
export function SentNotices({ rows, withCase, more }: { rows: SentNotice[]; withCase?: boolean; more?: () => void }) {
  const t = useNoticeTexts();
  const language = useLanguage();
  return (
    <>
      <div className="card scroll-x" tabIndex={0} role="region" aria-label={t('title')}>
        <table className="list cards">
          <thead>
            <tr>
              <th>{t('notice')}</th>
              <th>{t('sent')}</th>
              <th>{t('at')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <strong>{pick(row.title, language)}</strong>
                  {withCase && row.case && (
                    <div className="small">
                      <Link to={`/cases/${row.case}/notices`}>{row.case}</Link>
                    </div>
                  )}
                </td>
                <td>
                  {row.deliveries.length === 0 && <span className="muted">{t('pagesOnly')}</span>}
                  <ul className="plain-list small">
                    {row.deliveries.map((delivery, index) => (
                      <li key={index}>
                        <DeliveryLine delivery={delivery} />
                      </li>
                    ))}
                  </ul>
                  {row.case && row.deliveries.some(({ status }) => status === 'failed') && <Retry row={row} />}
                </td>
                <td className="small">{instant(row.at)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more && <Button onClick={more}>{t('more')}</Button>}
    </>
  );
}

/** Has what was given up tried again, as often as that is of use. */
function Retry({ row: { id, case: number, retriesLeft } }: { row: SentNotice }) {
  const t = useNoticeTexts();
  const client = useQueryClient();
  const session = useSession();
  const retry = useAction(retryNotice, () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['notices'] }),
      client.invalidateQueries({ queryKey: ['cases', number, 'notices'] }),
    ]),
  );
  if (!may(session, 'case.comment')) return null;
  if (retriesLeft === 0) return <div className="small muted">{t('retriedEnough')}</div>;
  return (
    <Button size="small" loading={retry.busy} onClick={() => void retry.run(number!, id)}>
      {t('retry', { n: retriesLeft })}
    </Button>
  );
}

function DeliveryLine({ delivery: { channel, to, status, attempts, error, letter } }: { delivery: Delivery }) {
  const t = useNoticeTexts();
  const language = useLanguage();
  // A letter is handed over when it is on the list; what became of it is known later.
  const bad = status === 'failed' || letter?.status === 'returned';
  const good = letter ? letter.status === 'delivered' : status === 'done';
  return (
    <>
      {noticeChannels.name(channel, language)}
      {to && <span translate="no"> {channel === 'text' ? t('ending', { tail: to }) : to}</span>}{' '}
      <span className={`tag ${bad ? 'late' : good ? 'good' : ''}`}>
        {letter ? letterStates.name(letter.status, language) : t(status)}
      </span>
      {letter?.number && <span translate="no"> {letter.number}</span>}
      {letter?.why && <span className="muted"> {letter.why}</span>}
      {status !== 'done' && attempts > 0 && <span className="muted"> {t('tried', { n: attempts })}</span>}
      {error && (
        <div className="muted" translate="no">
          {error}
        </div>
      )}
    </>
  );
}
