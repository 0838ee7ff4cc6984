import { useQuery } from '@tanstack/react-query';
import { Button, Input, Segmented } from 'antd';
import { Link, useNavigate } from 'react-router';
import { definitionsQuery, type DefinitionRow, type Kind } from '../../api/definitions';
import { may, useSession } from '../../session';
import { useLanguage } from '../../texts';
import { Empty, Loaded } from '../../ui/State';
import { count, fromNow, instant } from '../../ui/time';
import { useFilters } from '../../ui/useFilters';
import { CreateButton } from './CreateButton';
import { nameOf, pages, publisherOf } from './names';
import { StatusTag } from './StatusTag';
import { useProcessTexts } from './texts';
import { UploadButton } from './UploadButton';

const kinds: Kind[] = ['process', 'decision', 'form', 'template'];

/** Every definition with its newest version and the number of cases that run it. */
export function DefinitionList() {
  const t = useProcessTexts();
  const session = useSession();
  const [filters, change] = useFilters(['kind', 'text'] as const);
  const kind = (filters.kind ?? 'process') as Kind;
  const list = useQuery(definitionsQuery({ kind }));
  return (
    <>
      <header className="page-head">
        <h1>{t('title')}</h1>
        <span className="grow" />
        {may(session, 'definition.write') && (
          <>
            <UploadButton />
            <CreateButton kind={kind} taken={list.data?.rows.map(({ key }) => key) ?? []} />
          </>
        )}
      </header>
      <div className="row definitions-filter">
        <div className="scroll-x">
          <Segmented
            value={kind}
            onChange={(next) => change({ kind: next as Kind })}
            options={kinds.map((value) => ({ value, label: t(value) }))}
          />
        </div>
        <Input.Search
          allowClear
          aria-label={t('search')}
          placeholder={t('search')}
          defaultValue={filters.text}
          onChange={(event) => change({ text: event.target.value })}
          style={{ maxWidth: 320 }}
        />
      </div>
      <Loaded query={list}>{({ rows }) => <Rows rows={rows} text={filters.text} />}</Loaded>
    </>
  );
}

function Rows({ rows, text = '' }: { rows: DefinitionRow[]; text?: string }) {
  const t = useProcessTexts();
  const language = useLanguage();
  const navigate = useNavigate();
  const session = useSession();
  const wanted = text.toLowerCase();
  const found = rows.filter((row) =>
    [row.key, row.fileName, row.name?.zh, row.name?.en, ...row.keys].some((one) => one?.toLowerCase().includes(wanted)),
  );
  // Only processes run.
  const runs = rows.some(({ kind }) => kind === 'process');
  if (rows.length === 0) return <Empty title={t('none')} help={t('noneHelp')} />;
  if (found.length === 0) return <Empty title={t('noneFound')} />;
  return (
    <div className="scroll-x">
      <table className="list cards">
        <thead>
          <tr>
            <th>{t('name')}</th>
            <th>{t('newest')}</th>
            {runs && <th>{t('running')}</th>}
            <th>{t('changed')}</th>
            <th>{t('note')}</th>
            <th>{t('actions')}</th>
          </tr>
        </thead>
        <tbody>
          {found.map((row) => (
            <tr key={row.id} data-definition={row.key}>
              <td>
                <Link to={pages.versions(row)}>
                  <strong>{nameOf(row, language)}</strong>
                </Link>
                <div className="small muted">{row.keys.join(', ') || row.key}</div>
              </td>
              <td data-label={t('newest')}>
                <span className="number">{row.version}</span> <StatusTag status={row.status} />
              </td>
              {runs && (
                <td className="number" data-label={t('running')}>
                  {count(row.running ?? 0)}
                </td>
              )}
              <td style={{ whiteSpace: 'nowrap' }} title={instant(row.publishedAt ?? row.createdAt)}>
                {fromNow(row.publishedAt ?? row.createdAt)}
                <div className="small muted">{publisherOf(row, language)}</div>
              </td>
              <td className="small">{row.note}</td>
              <td>
                <div className="row">
                  <Button size="small" onClick={() => navigate(pages.view(row.id))}>
                    {t('open')}
                  </Button>
                  {row.kind !== 'template' && may(session, 'definition.write') && (
                    <Button size="small" onClick={() => navigate(pages.edit(row.id))}>
                      {row.status === 'draft' ? t('continueDraft') : t('edit')}
                    </Button>
                  )}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
