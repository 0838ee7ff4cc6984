import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { dryRun, startMigration, type Bulk, type DryRunPage, type Migration } from '../../../api/operations';
import { bulkQuery } from '../../../api/oversight';
import { pick, useLanguage } from '../../../texts';
import { ReasonModal } from '../../../ui/ReasonModal';
import { count } from '../../../ui/time';
import { useAction } from '../../../ui/useAction';
import { BulkCard } from '../../operations/BulkWork';
import { useMigrateTexts } from './texts';

/** The number of rows that a page can show without becoming slow. */
const MOST_SHOWN = 300;
interface Props {
  migration: Migration;
  plan: Record<string, string>;
  running: number;
  work?: string;
  onStarted(work: string): void;
}
type Row = DryRunPage['rows'][number];

/** Checks every case in a dry run, then migrates them and shows the progress. */
export function Apply({ migration, plan, running, work, onStarted }: Props) {
  const t = useMigrateTexts();
  const { rows, busy, done, look, stop, clear } = useDryRun(migration, plan);
  const good = rows.filter(({ possible }) => possible).length;
  const bulk = useQuery({ ...bulkQuery(work ?? ''), enabled: work !== undefined }).data;
  return (
    <>
      <section className="card stack">
        <div className="row">
          <h2>{t('dryRun')}</h2>
          <span className="muted small">{t('dryRunHelp')}</span>
          <span style={{ flex: 1 }} />
          {busy ? (
            <Button onClick={stop}>{t('stop')}</Button>
          ) : (
            <Button type={done ? 'default' : 'primary'} onClick={() => void look.run()}>
              {t('dryRun')}
            </Button>
          )}
          <Start
            migration={migration}
            plan={plan}
            good={good}
            ready={done && good > 0 && bulk?.status !== 'running'}
            onStarted={({ id }) => {
              clear();
              onStarted(id);
            }}
          />
        </div>
        {busy && (
          <div
            className="progress"
            role="progressbar"
            aria-label={t('dryRun')}
            aria-valuemin={0}
            aria-valuemax={running}
            aria-valuenow={rows.length}
          >
            <span style={{ width: `${Math.min(100, (rows.length / running) * 100)}%` }} />
          </div>
        )}
        {rows.length > 0 && (
          <>
            <p role="status">
              {t('checked', { n: count(rows.length), good: count(good), bad: count(rows.length - good) })}
            </p>
            <Rows rows={rows} />
          </>
        )}
      </section>
      {bulk && <Progress work={bulk} />}
    </>
  );
}

function useDryRun(migration: Migration, plan: Record<string, string>) {
  const [rows, setRows] = useState<Row[]>([]);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const stopped = useRef(false);
  useEffect(
    () => () => {
      stopped.current = true;
    },
    [],
  );
  const look = useAction(async () => {
    stopped.current = false;
    setRows([]);
    setDone(false);
    setBusy(true);
    try {
      for (let after: string | undefined, first = true; (first || after) && !stopped.current; first = false) {
        const page: DryRunPage = await dryRun(migration, plan, after);
        if (stopped.current) return;
        setRows((before) => [...before, ...page.rows]);
        after = page.next;
      }
      setDone(true);
    } finally {
      setBusy(false);
    }
  });
  return {
    rows,
    busy,
    done,
    look,
    stop: () => {
      stopped.current = true;
      setBusy(false);
    },
    clear: () => {
      setRows([]);
      setDone(false);
    },
  };
}

function Rows({ rows }: { rows: Row[] }) {
  const t = useMigrateTexts();
  const language = useLanguage();
  // Several tokens may wait in one place, which is listed once.
  const joined = (texts: Row['changes']) =>
    [...new Set(texts.map((each) => pick(each, language)))].join(language === 'zh' ? '；' : '; ');
  const sorted = [...rows].sort((a, b) => Number(a.possible) - Number(b.possible));
  return (
    <div className="scroll-x assumption-table" tabIndex={0} role="region" aria-label={t('dryRun')}>
      <table className="list">
        <thead>
          <tr>
            <th>{t('case')}</th>
            <th>{t('result')}</th>
            <th>{t('what')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, MOST_SHOWN).map(({ instance, case: number, possible, changes, problems }) => (
            <tr key={instance}>
              <td>
                <Link className="number" to={`/cases/${number}`}>
                  {number}
                </Link>
              </td>
              <td>
                <span className={`tag ${possible ? 'good' : 'late'}`}>
                  {possible ? t('possible') : t('impossible')}
                </span>
              </td>
              <td className="small">
                {possible ? (changes.length === 0 ? t('unchanged') : joined(changes)) : joined(problems)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_SHOWN && <p className="muted">{t('moreRows', { n: count(rows.length - MOST_SHOWN) })}</p>}
    </div>
  );
}

function Start({
  migration,
  plan,
  good,
  ready,
  onStarted,
}: {
  migration: Migration;
  plan: Record<string, string>;
  good: number;
  ready: boolean;
  onStarted(bulk: Bulk): void;
}) {
  const t = useMigrateTexts();
  const [open, setOpen] = useState(false);
  const start = useAction(startMigration, (bulk: Bulk) => {
    setOpen(false);
    onStarted(bulk);
  });
  return (
    <>
      <Button
        type="primary"
        disabled={!ready}
        title={ready ? undefined : t('applyFirst')}
        onClick={() => setOpen(true)}
      >
        {good > 0 ? t('apply', { n: count(good) }) : t('applyNone')}
      </Button>
      <ReasonModal
        open={open}
        title={t('applyTitle')}
        help={t('applyHelp')}
        done={t('apply', { n: count(good) })}
        busy={start.busy}
        onCancel={() => setOpen(false)}
        onDone={(reason) => void start.run(migration, plan, reason)}
      />
    </>
  );
}

function Progress({ work }: { work: Bulk }) {
  const t = useMigrateTexts();
  const client = useQueryClient();
  const { status } = work;
  // The numbers of running cases per version have changed.
  useEffect(() => {
    if (status !== 'running') void client.invalidateQueries({ queryKey: ['definitions'] });
  }, [status, client]);
  return (
    <section aria-label={t('progress')}>
      <BulkCard work={work} />
    </section>
  );
}
