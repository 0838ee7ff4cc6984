import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { regionName } from '../../../domain/regions';
import { approveProposal, declineProposal, proposalQuery, proposalsQuery, type Proposal } from '../../api/proposals';
import { useLanguage } from '../../texts';
import { More } from '../../ui/More';
import { ReasonModal } from '../../ui/ReasonModal';
import { Empty, Loaded } from '../../ui/State';
import { instant } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { pages } from '../processes/names';
import { Update } from './CalendarYears';
import { useAdminTexts } from './texts';

type Status = Proposal['status'];

/** Changes that take effect when another administrator has approved them. Nobody can approve their own. */
export default function Proposals() {
  const t = useAdminTexts();
  const [status, setStatus] = useState<Status>('open');
  const query = useInfiniteQuery(proposalsQuery({ status }));
  const [work, setWork] = useState<string>();
  return (
    <div className="stack">
      <header className="page-head">
        <h1>{t('proposals')}</h1>
      </header>
      <p className="muted">{t('proposalsHelp')}</p>
      {work && <Update id={work} />}
      <div>
        <Segmented<Status>
          value={status}
          onChange={setStatus}
          options={(['open', 'approved', 'declined'] as const).map((value) => ({ value, label: t(value) }))}
        />
      </div>
      <Loaded query={query}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          return rows.length === 0 ? (
            <Empty title={t('noProposals')} />
          ) : (
            <ul className="stack plain-list">
              {rows.map((row) => (
                <li key={row.id}>
                  <Entry row={row} onApproved={setWork} />
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
      <More list={query}>{t('more')}</More>
    </div>
  );
}

function Entry({ row, onApproved }: { row: Proposal; onApproved(work: string | undefined): void }) {
  const t = useAdminTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const { message } = App.useApp();
  const together = row.kind === 'definition.publish';
  // Whoever approves must see all that comes into force.
  const [shown, setShown] = useState(together && row.status === 'open' && !row.mine);
  const [declining, setDeclining] = useState(false);
  const changed = (text: string) => {
    setDeclining(false);
    // What it changes is shown on other pages: definitions, the calendar, parameters.
    void client.invalidateQueries();
    void message.success(text);
  };
  const approve = useAction(approveProposal, (done) => {
    onApproved(done.update);
    changed(t('approvedDone'));
  });
  const decline = useAction(declineProposal, () => changed(t('declinedDone')));
  const version = row.kind.startsWith('definition') ? row.subject : undefined;
  return (
    <article className="card stack" aria-label={`${t(row.kind)} ${row.subject ?? ''}`}>
      <div className="row">
        <strong>{t(row.kind)}</strong>
        {version ? <Link to={pages.view(version)}>{version}</Link> : row.subject && <span>{row.subject}</span>}
        <span className="tag">{regionName(row.region, language)}</span>
      </div>
      <div>{row.note}</div>
      <div className="small muted">
        {t('proposedBy', { name: row.by.name, at: instant(row.at) })}
        {row.decidedBy && row.decidedAt && (
          <> · {t('decidedBy', { what: t(row.status), name: row.decidedBy.name, at: instant(row.decidedAt) })}</>
        )}
        {row.reason && <> · {row.reason}</>}
      </div>
      {shown && <Body id={row.id} />}
      {approve.problem && (
        <div className="problem" role="alert">
          {approve.problem.message}
        </div>
      )}
      <div className="row">
        {(!version || together) && (
          <Button size="small" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {t('detail')}
          </Button>
        )}
        {row.status === 'open' && !row.mine && (
          <Button size="small" type="primary" loading={approve.busy} onClick={() => void approve.run(row.id)}>
            {t('approve')}
          </Button>
        )}
        {row.status === 'open' && (
          <Button size="small" onClick={() => setDeclining(true)}>
            {row.mine ? t('takeBack') : t('decline')}
          </Button>
        )}
        {row.status === 'open' && row.mine && <span className="small muted">{t('anotherApproves')}</span>}
      </div>
      <ReasonModal
        open={declining}
        title={row.mine ? t('takeBack') : t('decline')}
        done={row.mine ? t('takeBack') : t('decline')}
        busy={decline.busy}
        onCancel={() => setDeclining(false)}
        onDone={(reason) => void decline.run(row.id, reason)}
      />
    </article>
  );
}

/** The exact content to be put in force. */
function Body({ id }: { id: string }) {
  const query = useQuery(proposalQuery(id));
  return (
    <Loaded query={query}>
      {({ body }) =>
        isPublishing(body) ? (
          <ul className="small">
            {body.all.map(({ id: each }) => (
              <li key={each}>
                <Link to={pages.view(each)}>{each}</Link>
              </li>
            ))}
          </ul>
        ) : (
          <pre className="small scroll-x" tabIndex={0}>
            {JSON.stringify(body, null, 1)}
          </pre>
        )
      }
    </Loaded>
  );
}

/** Versions that come into force together. */
const isPublishing = (body: unknown): body is { all: { id: string }[] } =>
  typeof body === 'object' && body !== null && 'all' in body && Array.isArray(body.all);
