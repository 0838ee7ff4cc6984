import { useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { useDeferredValue, useState, type ReactNode } from 'react';
import { auditQuery, checkAudit, readsQuery, type AuditCheck } from '../../api/oversight';
import { pick, useLanguage } from '../../texts';
import { Empty, Loaded } from '../../ui/State';
import { Tabs } from '../../ui/Tabs';
import { instant } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { useFilters } from '../../ui/useFilters';
import { actionName, lookName } from './actions';
import { useAdminTexts } from './texts';

/** The chain of actions that belong to no case, and the name shown for actions by the system. */
const SYSTEM = 'system';

/** Who did what, when; and whether the audit chains are intact. */
export default function Audit() {
  const t = useAdminTexts();
  const language = useLanguage();
  const [filters, change] = useFilters(['chain', 'by', 'view'] as const);
  const late = useDeferredValue(filters);
  const [result, setResult] = useState<AuditCheck>();
  const [sofar, setSofar] = useState<AuditCheck>();
  const check = useAction(
    (_key: string) => checkAudit(filters.chain, setSofar),
    (found) => {
      setSofar(undefined);
      setResult(found);
    },
  );
  return (
    <>
      <header className="page-head">
        <h1>{t('audit')}</h1>
        <span className="grow" />
        <Input
          allowClear
          aria-label={t('findChain')}
          placeholder={t('findChain')}
          defaultValue={filters.chain}
          onChange={(event) => change({ chain: event.target.value.trim() })}
          style={{ width: 220 }}
        />
        <Button type="primary" loading={check.busy} onClick={() => void check.run()}>
          {t('check')}
        </Button>
      </header>
      {check.busy && sofar && (
        <Alert
          style={{ marginBottom: 12 }}
          type="info"
          role="status"
          title={t('checking', { chains: sofar.chains, entries: sofar.entries })}
        />
      )}
      {!check.busy && result && (
        <Alert
          style={{ marginBottom: 12 }}
          type={result.sound ? 'success' : 'error'}
          showIcon
          role="status"
          title={
            result.sound
              ? t('sound', { chains: result.chains, entries: result.entries })
              : t('broken', { n: result.faults.length })
          }
          description={
            result.faults.length > 0 && (
              <ul>
                {result.faults.map((fault) => (
                  <li key={`${fault.chain}${fault.n}`}>
                    {fault.chain} #{fault.n}: {pick(fault, language)}
                  </li>
                ))}
              </ul>
            )
          }
        />
      )}
      <Tabs
        label={t('audit')}
        value={filters.view === 'reads' ? 'reads' : 'entries'}
        onChange={(view) => change({ view: view === 'reads' ? view : undefined })}
        items={[
          { key: 'entries', label: t('done') },
          { key: 'reads', label: t('looked') },
        ]}
      >
        {filters.view === 'reads' ? <Reads of={late} /> : <Entries of={late} />}
      </Tabs>
    </>
  );
}

interface Of {
  of: { chain?: string; by?: string };
}

/** The actions, newest first. */
function Entries({ of: { chain, by } }: Of) {
  const t = useAdminTexts();
  const language = useLanguage();
  const list = useInfiniteQuery(auditQuery({ chain, by }));
  return (
    <Pages list={list}>
      {(rows) => (
        <table className="list cards">
          <thead>
            <tr>
              <th>{t('when')}</th>
              <th>{t('who')}</th>
              <th>{t('action')}</th>
              <th>{t('subject')}</th>
              <th>{t('chain')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td className="number" style={{ whiteSpace: 'nowrap' }}>
                  {instant(row.at)}
                </td>
                <td>{pick({ zh: row.by.name, en: row.by.nameEn }, language)}</td>
                <td title={row.action}>
                  {actionName(row.action, language)}
                  {row.detail && (
                    <details className="small">
                      <summary>{t('detail')}</summary>
                      <pre className="fact">{JSON.stringify(row.detail, null, 1)}</pre>
                    </details>
                  )}
                </td>
                <td>{row.subject === row.by.id ? '' : row.subject}</td>
                <td className="number small">
                  {row.chain === SYSTEM ? t('system') : row.chain} #{row.n}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Pages>
  );
}

/** Who read a case, a task or a document, newest first. */
function Reads({ of: { chain, by } }: Of) {
  const t = useAdminTexts();
  const language = useLanguage();
  const list = useInfiniteQuery(readsQuery({ case: chain, by }));
  return (
    <Pages list={list}>
      {(rows) => (
        <table className="list cards">
          <thead>
            <tr>
              <th>{t('when')}</th>
              <th>{t('who')}</th>
              <th>{t('what')}</th>
              <th>{t('subject')}</th>
              <th>{t('case')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td className="number" style={{ whiteSpace: 'nowrap' }}>
                  {instant(row.at)}
                </td>
                <td>{pick({ zh: row.by.name, en: row.by.nameEn }, language)}</td>
                <td title={row.action}>{lookName(row.action, language)}</td>
                <td>{row.subject}</td>
                <td className="number small">{row.case}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Pages>
  );
}

interface PagesProps<R> {
  list: UseInfiniteQueryResult<InfiniteData<{ rows: R[] }>>;
  children(rows: R[]): ReactNode;
}

function Pages<R>({ list, children }: PagesProps<R>) {
  const t = useAdminTexts();
  return (
    <>
      <Loaded query={list}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          return rows.length === 0 ? <Empty title={t('empty')} /> : children(rows);
        }}
      </Loaded>
      {list.hasNextPage && (
        <div className="state">
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  );
}
