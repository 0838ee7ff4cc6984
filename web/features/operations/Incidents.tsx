import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { hostTroubles } from '../../../domain/hostTroubles';
import {
  incidentsQuery,
  mendIncident,
  retryIncident,
  retryMany,
  skipIncident,
  type Incident,
} from '../../api/operations';
import { may, useSession } from '../../session';
import { pick, useLanguage } from '../../texts';
import { ReasonModal } from '../../ui/ReasonModal';
import { Empty, Loaded } from '../../ui/State';
import { fromNow, instant } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { useFilters } from '../../ui/useFilters';
import { pages } from '../processes/names';
import { JsonField, readObject } from '../processes/trial/JsonField';
import { causes } from './causes';
import { ProcessFilter, useProcessNames } from './ProcessFilter';
import { useOperationTexts } from './texts';

/** Open incidents with causes and remedies; handled one by one or together. */
export function Incidents() {
  const t = useOperationTexts();
  const language = useLanguage();
  const [filters, change] = useFilters(['status', 'process', 'code', 'case'] as const);
  const status = (filters.status ?? 'open') as 'open' | 'resolved';
  const list = useInfiniteQuery(incidentsQuery({ ...filters, status }));
  const filtered = Boolean(filters.process || filters.code || filters.case);
  return (
    <>
      <div className="filters">
        <Segmented
          value={status}
          onChange={(next) => change({ status: next })}
          options={[
            { value: 'open', label: t('open') },
            { value: 'resolved', label: t('resolved') },
          ]}
        />
        <ProcessFilter value={filters.process} onChange={(process) => change({ process })} />
        <label className="filter">
          <span>{t('cause')}</span>
          <Select
            aria-label={t('cause')}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('all')}
            popupMatchSelectWidth={false}
            value={filters.code}
            onChange={(code) => change({ code })}
            options={causes.codes.map((value) => ({ value, label: causes.name(value, language) }))}
          />
        </label>
        <label className="filter">
          <span>{t('case')}</span>
          <Input
            allowClear
            defaultValue={filters.case}
            onChange={(event) => change({ case: event.target.value.trim() })}
          />
        </label>
      </div>
      <Loaded query={list}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          if (rows.length === 0)
            return (
              <Empty
                title={filtered ? t('noMatch') : t('noIncidents')}
                help={filtered ? undefined : t('noIncidentsHelp')}
              />
            );
          return (
            <IncidentTable
              rows={rows}
              open={status === 'open'}
              filters={filters}
              more={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
            />
          );
        }}
      </Loaded>
    </>
  );
}

interface TableProps {
  rows: Incident[];
  open: boolean;
  filters: { process?: string; code?: string; case?: string };
  more?: () => void;
}

function IncidentTable({ rows, open, filters, more }: TableProps) {
  const t = useOperationTexts();
  const repairs = may(useSession(), 'operation.repair') && open;
  const [chosen, setChosen] = useState<string[]>([]);
  const retryable = rows.filter(ofElement);
  const here = chosen.filter((id) => retryable.some((row) => row.id === id));
  return (
    <>
      {repairs && (
        <div className="row" style={{ marginBottom: 10 }}>
          <Checkbox
            checked={here.length > 0 && here.length === retryable.length}
            indeterminate={here.length > 0 && here.length < retryable.length}
            onChange={({ target }) => setChosen(target.checked ? retryable.map(({ id }) => id) : [])}
          >
            {t('chooseAll')}
          </Checkbox>
          <RetryMany
            what={{ ids: here }}
            label={here.length > 0 ? t('retryChosen', { n: here.length }) : t('retryNone')}
            disabled={here.length === 0}
            onDone={() => setChosen([])}
          />
          <RetryMany
            what={{ process: filters.process, code: filters.code, case: filters.case }}
            label={t('retryAll')}
            onDone={() => setChosen([])}
          />
        </div>
      )}
      <div className="scroll-x">
        <table className="list cards">
          <thead>
            <tr>
              {repairs && <th />}
              <th>{t('case')}</th>
              <th>{t('element')}</th>
              <th>{t('cause')}</th>
              <th>{t('remedy')}</th>
              <th>{t('since')}</th>
              {repairs && <th>{t('actions')}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <IncidentRow
                key={row.id}
                row={row}
                repairs={repairs}
                chosen={here.includes(row.id)}
                onChoose={(on) => setChosen(on ? [...here, row.id] : here.filter((id) => id !== row.id))}
              />
            ))}
          </tbody>
        </table>
      </div>
      {more && (
        <p>
          <Button onClick={more}>{t('more')}</Button>
        </p>
      )}
    </>
  );
}

/** An element has failed, and can be retried or skipped. */
const ofElement = ({ code }: Incident): boolean => !hostTroubles.has(code);

function IncidentRow({
  row,
  repairs,
  chosen,
  onChoose,
}: {
  row: Incident;
  repairs: boolean;
  chosen: boolean;
  onChoose(on: boolean): void;
}) {
  const t = useOperationTexts();
  const language = useLanguage();
  const nameOf = useProcessNames();
  const name = pick(row.elementName, language);
  return (
    <tr data-incident={row.code}>
      {repairs && (
        <td>
          <Checkbox
            checked={chosen}
            disabled={!ofElement(row)}
            aria-label={t('choose', { name: `${row.case} ${name}` })}
            onChange={({ target }) => onChoose(target.checked)}
          />
        </td>
      )}
      <td>
        {row.case && (
          <Link to={`/cases/${row.case}`} className="number">
            {row.case}
          </Link>
        )}
        <div className="small muted">{(row.processName && pick(row.processName, language)) || nameOf(row.process)}</div>
      </td>
      <td>
        {name}
        {row.case && (
          <div>
            <Link className="small" to={`/operations/instances/${encodeURIComponent(row.instance)}`}>
              {t('openInstance')}
            </Link>
          </div>
        )}
      </td>
      <td>
        <span className="tag late" title={row.code}>
          {causes.name(row.code, language)}
        </span>
        <div className="small">{pick(row.message, language)}</div>
        {row.retriesLeft ? <div className="small muted">{t('retriesLeft', { n: row.retriesLeft })}</div> : null}
      </td>
      <td className="small">
        {pick(row.remedy, language)}
        {row.newer && (
          <div>
            {t('newerVersion')}{' '}
            {repairs ? (
              <Link to={pages.migrate(row.process, row.definition, row.newer)}>{t('migrateFirst')}</Link>
            ) : null}
          </div>
        )}
      </td>
      <td className="small" title={instant(row.at)}>
        <span style={{ whiteSpace: 'nowrap' }}>{fromNow(row.at)}</span>
        {row.resolvedAt && (
          <div className="muted">
            {[instant(row.resolvedAt), row.resolvedBy?.name, row.how && t(`how_${row.how}`)]
              .filter(Boolean)
              .join(' · ')}
          </div>
        )}
      </td>
      {repairs && (
        <td>
          <div className="row">
            {row.ways.map((way) => (
              <RepairWhole key={way} incident={row} way={way} />
            ))}
            {ofElement(row) && (
              <>
                <RetryOrSkip incident={row} way="retry" />
                <RetryOrSkip incident={row} way="skip" />
              </>
            )}
          </div>
        </td>
      )}
    </tr>
  );
}

/** Retries or skips one, with changed variables if given. */
function RetryOrSkip({ incident, way }: { incident: Incident; way: 'retry' | 'skip' }) {
  const t = useOperationTexts();
  const language = useLanguage();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('{}');
  const mend = useAction(way === 'retry' ? retryIncident : skipIncident, () => {
    setOpen(false);
    void message.success(t('done'));
    void client.invalidateQueries({ queryKey: ['incidents'] });
  });
  const variables = readObject(text);
  const name = pick(incident.elementName, language);
  const given = variables instanceof Error || Object.keys(variables).length === 0 ? undefined : variables;
  return (
    <>
      <Button size="small" type={way === 'retry' ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {t(way)}
      </Button>
      <ReasonModal
        open={open}
        title={t(`${way}Title`, { name })}
        help={t(`${way}Help`)}
        done={t(way)}
        busy={mend.busy}
        disabled={variables instanceof Error}
        onCancel={() => setOpen(false)}
        onDone={(reason) => void mend.run(incident.id, reason, given)}
      >
        <JsonField label={t('variables')} value={text} onChange={setText} rows={2} />
      </ReasonModal>
    </>
  );
}

/** Repairs an instance that cannot continue as a whole, without a failed element. */
function RepairWhole({ incident, way }: { incident: Incident; way: Incident['ways'][number] }) {
  const t = useOperationTexts();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const mend = useAction(mendIncident, () => {
    setOpen(false);
    void message.success(t('done'));
    for (const queryKey of [['incidents'], ['instances'], ['cases', incident.case]])
      void client.invalidateQueries({ queryKey });
  });
  return (
    <>
      <Button
        size="small"
        type={way === incident.ways[0] && way !== 'close' ? 'primary' : 'default'}
        danger={way === 'close'}
        onClick={() => setOpen(true)}
      >
        {t(`mend_${way}`)}
      </Button>
      <ReasonModal
        open={open}
        title={t(`mend_${way}`)}
        help={t(`mendHelp_${way}`)}
        done={t(`mend_${way}`)}
        danger={way === 'close'}
        busy={mend.busy}
        onCancel={() => setOpen(false)}
        onDone={(reason) => void mend.run(incident.id, way, reason)}
      />
    </>
  );
}

function RetryMany({
  what,
  label,
  disabled,
  onDone,
}: {
  what: { ids?: string[]; process?: string; code?: string; case?: string };
  label: string;
  disabled?: boolean;
  onDone(): void;
}) {
  const t = useOperationTexts();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const retry = useAction(retryMany, () => {
    setOpen(false);
    onDone();
    void client.invalidateQueries({ queryKey: ['bulk'] });
    void client.invalidateQueries({ queryKey: ['incidents'] });
    void navigate('/operations/bulk');
  });
  return (
    <>
      <Button disabled={disabled} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <ReasonModal
        open={open}
        title={t('manyTitle')}
        help={t('manyHelp')}
        done={t('retry')}
        busy={retry.busy}
        onCancel={() => setOpen(false)}
        onDone={(reason) => void retry.run(what, reason)}
      />
    </>
  );
}
