import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { versionsQuery, type DefinitionRow } from '../../../api/definitions';
import { allBulkQuery, planQuery, type Migration, type MigrationProposal } from '../../../api/operations';
import { colon, useLanguage } from '../../../texts';
import { Empty, Loaded } from '../../../ui/State';
import { count } from '../../../ui/time';
import { useFilters } from '../../../ui/useFilters';
import { nameOf } from '../names';
import { Apply } from './Apply';
import { Mapping } from './Mapping';
import { useMigrateTexts } from './texts';

/** Migrates running cases to another version: choose, map, check, migrate. */
export default function Migrate() {
  const { key } = useParams() as { key: string };
  const versions = useQuery(versionsQuery('process', key));
  return (
    <Loaded query={versions}>
      {({ rows }) => <Chosen processKey={key} rows={once(rows.filter(({ status }) => status !== 'draft'))} />}
    </Loaded>
  );
}

/** Versions with identical content count as one: the newest of them. */
const once = (rows: DefinitionRow[]) =>
  rows.filter(({ hash }, index) => rows.findIndex((row) => row.hash === hash) === index);

function Chosen({ processKey, rows }: { processKey: string; rows: DefinitionRow[] }) {
  const t = useMigrateTexts();
  const language = useLanguage();
  const [filters, change] = useFilters(['from', 'to'] as const);
  const newest = rows.find(({ status }) => status === 'published');
  const to = filters.to ?? newest?.hash;
  // As it was when the page was opened: a migration empties its source version.
  const [first] = useState(
    () =>
      rows.find(({ hash, running = 0 }) => hash !== to && running > 0)?.hash ??
      rows.find(({ hash }) => hash !== to)?.hash,
  );
  const from = filters.from ?? first;
  const label = ({ version, running = 0 }: DefinitionRow) => t('versionOption', { version, n: count(running) });
  return (
    <>
      <header className="page-head">
        <Link to={`/processes/process/${encodeURIComponent(processKey)}`}>← {t('back')}</Link>
        <h1>
          {t('title')}
          {rows[0] && `${colon(language)}${nameOf(rows[0], language)}`}
        </h1>
      </header>
      {rows.length < 2 ? (
        <Empty title={t('oneVersion')} />
      ) : (
        <>
          <div className="card filters">
            <label className="filter">
              <span>{t('from')}</span>
              <Select
                aria-label={t('from')}
                value={from}
                popupMatchSelectWidth={false}
                onChange={(next) => change({ from: next })}
                options={rows.map((row) => ({ value: row.hash, label: label(row) }))}
              />
            </label>
            <label className="filter">
              <span>{t('to')}</span>
              <Select
                aria-label={t('to')}
                value={to}
                popupMatchSelectWidth={false}
                onChange={(next) => change({ to: next })}
                options={rows.map((row) => ({ value: row.hash, label: label(row) }))}
              />
            </label>
          </div>
          {from &&
            to &&
            (from === to ? (
              <Empty title={t('sameVersion')} />
            ) : (
              <Planned key={`${from}${to}`} migration={{ process: processKey, from, to }} />
            ))}
        </>
      )}
    </>
  );
}

function Planned({ migration }: { migration: Migration }) {
  return (
    <Loaded query={useQuery(planQuery(migration))}>{(data) => <Steps migration={migration} proposal={data} />}</Loaded>
  );
}

function Steps({ migration, proposal }: { migration: Migration; proposal: MigrationProposal }) {
  const t = useMigrateTexts();
  const [chosen, setChosen] = useState<Record<string, string>>();
  const [started, setStarted] = useState<string>();
  const [opened] = useState(() => Date.now());
  // Current or stopped work is also shown to somebody who comes back, with its settings; it stays when it is done.
  const before = useQuery(allBulkQuery).data?.rows.find(
    ({ kind, status, endedAt, detail }) =>
      kind === 'migrate' &&
      (status !== 'done' || Date.parse(endedAt ?? '') > opened) &&
      detail.from === migration.from &&
      detail.to === migration.to,
  );
  const plan = before?.detail.plan as Record<string, string> | undefined;
  const own =
    chosen ??
    Object.fromEntries(proposal.open.flatMap(({ element }) => (plan?.[element] ? [[element, plan[element]]] : [])));
  const work = started ?? before?.id;
  return (
    <div className="stack">
      {!work && (
        <p role="status">{proposal.running > 0 ? t('running', { n: count(proposal.running) }) : t('noneRunning')}</p>
      )}
      <Mapping
        migration={migration}
        proposal={proposal}
        own={own}
        onChange={(next) => {
          setChosen(next);
          setStarted(undefined);
        }}
      />
      {(work || proposal.running > 0) && (
        <Apply
          key={JSON.stringify(own)}
          migration={migration}
          plan={{ ...proposal.plan, ...own }}
          running={proposal.running}
          work={work}
          onStarted={setStarted}
        />
      )}
    </div>
  );
}
