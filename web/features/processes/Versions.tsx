import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import {
  dropDraft,
  fileAddress,
  retireDefinition,
  versionsQuery,
  type DefinitionRow,
  type Kind,
} from '../../api/definitions';
import { may, useSession } from '../../session';
import { useLanguage } from '../../texts';
import { ReasonModal } from '../../ui/ReasonModal';
import { Empty, Loaded, Loading } from '../../ui/State';
import { count, instant } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { nameOf, pages, publisherOf } from './names';
import { StatusTag } from './StatusTag';
import { useProcessTexts } from './texts';

const Picture = lazy(() => import('./View').then((module) => ({ default: module.Picture })));

/** Every version of one definition: its author, date and reason, and what runs it. */
export function Versions() {
  const { kind, key } = useParams() as { kind: Kind; key: string };
  const t = useProcessTexts();
  const language = useLanguage();
  const versions = useQuery(versionsQuery(kind, key));
  return (
    <Loaded query={versions}>
      {({ rows }) => {
        if (rows.length === 0) return <Empty title={t('none')} />;
        const newest = rows.find(({ status }) => status === 'published');
        const shown = newest ?? rows[0]!;
        return (
          <div className="stack">
            <header className="page-head">
              <Link to={`/processes?kind=${kind}`}>← {t(kind)}</Link>
              <h1>{nameOf(rows[0]!, language)}</h1>
              <span className="muted">{key}</span>
            </header>
            <div className="scroll-x">
              <table className="list cards">
                <thead>
                  <tr>
                    <th>{t('version')}</th>
                    <th>{t('state')}</th>
                    <th>{t('running')}</th>
                    <th>{t('note')}</th>
                    <th>{t('by')}</th>
                    <th>{t('actions')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row, index) => (
                    <VersionRow
                      key={row.id}
                      row={row}
                      before={rows[index + 1]}
                      called={nameOf(row, language) === nameOf(rows[0]!, language) ? undefined : nameOf(row, language)}
                      newest={newest}
                    />
                  ))}
                </tbody>
              </table>
            </div>
            {kind !== 'template' && (
              <section className="stack" aria-label={t('versionN', { version: shown.version })}>
                <h2 className="number">{t('versionN', { version: shown.version })}</h2>
                <Suspense fallback={<Loading />}>
                  <Picture of={shown} />
                </Suspense>
              </section>
            )}
          </div>
        );
      }}
    </Loaded>
  );
}

/** `called`: its name, if it differs from the newest version's. */
function VersionRow({
  row,
  before,
  called,
  newest,
}: {
  row: DefinitionRow;
  before?: DefinitionRow;
  called?: string;
  newest?: DefinitionRow;
}) {
  const t = useProcessTexts();
  const language = useLanguage();
  const navigate = useNavigate();
  const writes = may(useSession(), 'definition.write');
  const go = (to: string) => () => void navigate(to);
  const process = row.kind === 'process';
  return (
    <tr data-version={row.version}>
      <td className="number" style={{ whiteSpace: 'nowrap' }}>
        <Link to={pages.view(row.id)}>{t('versionN', { version: row.version })}</Link>
        {called && <div className="small">{called}</div>}
        {row.versionTag && <div className="small muted">{row.versionTag}</div>}
      </td>
      <td>
        <StatusTag status={row.status} />
      </td>
      <td className="number" data-label={t('running')}>
        {!process ? (
          '–'
        ) : row.sameAs ? (
          <span className="small muted">{t('sameAs', { version: row.sameAs })}</span>
        ) : (
          count(row.running ?? 0)
        )}
      </td>
      <td>{row.note}</td>
      <td className="small">
        {publisherOf(row, language)}
        <div className="muted">{instant(row.publishedAt ?? row.createdAt)}</div>
      </td>
      <td>
        <div className="row">
          {writes && row.kind !== 'template' && (
            <Button size="small" onClick={go(pages.edit(row.id))}>
              {row.status === 'draft' ? t('continueDraft') : t('edit')}
            </Button>
          )}
          {before && row.kind !== 'template' && (
            <Button size="small" onClick={go(pages.compare(before.id, row.id))}>
              {t('compareWith', { version: t('versionN', { version: before.version }) })}
            </Button>
          )}
          {process && (
            <Button size="small" onClick={go(pages.trial(row.id))}>
              {t('tryIt')}
            </Button>
          )}
          {process && (
            <Button size="small" onClick={go(pages.simulation(row.id))}>
              {t('simulate')}
            </Button>
          )}
          {process && row.status !== 'draft' && (
            <Button size="small" onClick={go(pages.heat(row.id))}>
              {t('operations')}
            </Button>
          )}
          {process && newest && row.hash !== newest.hash && row.status !== 'draft' && (row.running ?? 0) > 0 && (
            <Button size="small" onClick={go(pages.migrate(row.key, row.hash, newest.hash))}>
              {t('migrate')}
            </Button>
          )}
          <Button size="small" href={fileAddress(row.id)} download={row.fileName}>
            {t('exportFile')}
          </Button>
          {writes && row.status === 'published' && <Retire row={row} />}
          {writes && row.status === 'draft' && <Drop row={row} />}
        </div>
      </td>
    </tr>
  );
}

function Retire({ row }: { row: DefinitionRow }) {
  const t = useProcessTexts();
  const language = useLanguage();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const retire = useAction(retireDefinition, () => {
    setOpen(false);
    void client.invalidateQueries({ queryKey: ['definitions'] });
    void message.success(t('retiredDone'));
  });
  return (
    <>
      <Button size="small" danger onClick={() => setOpen(true)}>
        {t('retire')}
      </Button>
      <ReasonModal
        open={open}
        title={t('retireTitle', { name: nameOf(row, language), version: row.version })}
        help={t('retireHelp')}
        done={t('retire')}
        danger
        busy={retire.busy}
        onCancel={() => setOpen(false)}
        onDone={(reason) => void retire.run(row.id, reason)}
      />
    </>
  );
}

function Drop({ row }: { row: DefinitionRow }) {
  const t = useProcessTexts();
  const { message, modal } = App.useApp();
  const client = useQueryClient();
  const drop = useAction(dropDraft, () => {
    void client.invalidateQueries({ queryKey: ['definitions'] });
    void message.success(t('dropped'));
  });
  const ask = () =>
    modal.confirm({
      title: t('dropTitle'),
      content: t('dropHelp'),
      okText: t('drop'),
      cancelText: t('cancel'),
      okButtonProps: { danger: true },
      onOk: () => drop.run(row.id),
    });
  return (
    <Button size="small" danger loading={drop.busy} onClick={() => void ask()}>
      {t('drop')}
    </Button>
  );
}
