import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox } from 'antd';
import { useState } from 'react';
import { letterStates } from '../../../domain/letters';
import { letterFilters, lettersQuery, printedLetters, printLetters } from '../../api/letters';
import { useSession } from '../../session';
import { useLanguage } from '../../texts';
import { More } from '../../ui/More';
import { Empty, Loaded } from '../../ui/State';
import { placeOptions } from '../../ui/places';
import { useAction } from '../../ui/useAction';
import { useFilters } from '../../ui/useFilters';
import { LetterTable } from './LetterTable';
import { Steps } from './Steps';
import { useLetterTexts } from './texts';

/** As many as are printed together (api/contract/letters.ts). */
const MOST = 50;

/** The letters within the reader's reach: print many, enter numbers, and what became of each. */
export default function Letters() {
  const t = useLetterTexts();
  const client = useQueryClient();
  const [filters, change] = useFilters(letterFilters);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const status = filters.status ?? 'waiting';
  const asked = { ...filters, status: status === 'all' ? undefined : status };
  const list = useInfiniteQuery(lettersQuery(asked));
  const print = useAction(printLetters, () => {
    setChosen(new Set());
    void client.invalidateQueries({ queryKey: ['letters'] });
  });
  const [ready, setReady] = useState<{ batch: string; printed: number; dropped: number }>();
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const printable = rows.filter((row) => row.status === 'waiting' || row.status === 'printed').slice(0, MOST);
  const wanted = rows.flatMap(({ id }) => (chosen.has(id) ? id : [])).slice(0, MOST);
  const choose = (id: string, on: boolean) =>
    setChosen((before) => new Set(on ? [...before, id] : [...before].filter((each) => each !== id)));
  return (
    <article className="stack">
      <header className="page-head">
        <h1>{t('title')}</h1>
      </header>
      <p className="muted">{t('help')}</p>
      <Choices status={status} region={filters.region ?? ''} change={change} />
      {printable.length > 0 && (
        <div className="row">
          <Checkbox
            checked={wanted.length > 0 && printable.every(({ id }) => chosen.has(id))}
            onChange={(event) => setChosen(new Set(event.target.checked ? printable.map(({ id }) => id) : []))}
          >
            {t('chooseAll')}
          </Checkbox>
          <Button
            type="primary"
            disabled={wanted.length === 0}
            loading={print.busy}
            onClick={() => void print.run(wanted).then((done) => done && setReady(done))}
          >
            {t('print', { n: wanted.length })}
          </Button>
        </div>
      )}
      {ready && <Ready {...ready} />}
      <Loaded query={{ data: list.data, error: list.error, isPending: list.isPending, refetch: list.refetch }}>
        {() =>
          rows.length === 0 ? (
            <Empty title={t('none')} />
          ) : (
            <>
              <LetterTable
                rows={rows}
                chosen={chosen}
                choose={choose}
                actions={(row) => <Steps key={row.status} row={row} />}
              />
              <More list={list}>{t('more')}</More>
            </>
          )
        }
      </Loaded>
    </article>
  );
}

interface ChoicesProps {
  status: string;
  region: string;
  change(next: { status?: string; region?: string }): void;
}

function Choices({ status, region, change }: ChoicesProps) {
  const t = useLetterTexts();
  const language = useLanguage();
  const session = useSession();
  const states = letterStates.codes.map((code) => ({
    value: code as string,
    label: letterStates.name(code, language),
  }));
  return (
    <div className="row">
      <label className="filter">
        <span>{t('status')}</span>
        <select
          aria-label={t('status')}
          className="native"
          value={status}
          onChange={(event) => change({ status: event.target.value })}
        >
          {[...states, { value: 'all', label: t('all') }].map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label className="filter">
        <span>{t('region')}</span>
        <select
          aria-label={t('region')}
          className="native"
          value={region}
          onChange={(event) => change({ region: event.target.value || undefined })}
        >
          <option value="">{t('all')}</option>
          {placeOptions(language, session.region).map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function Ready({ batch, printed, dropped }: { batch: string; printed: number; dropped: number }) {
  const t = useLetterTexts();
  return (
    <Alert
      type={printed ? 'success' : 'warning'}
      showIcon
      role="status"
      title={printed ? t('printed', { n: printed }) : t('dropped', { n: dropped })}
      description={
        printed > 0 && (
          <>
            <a href={printedLetters(batch, 'docx')}>{t('word')}</a>{' '}
            <a href={printedLetters(batch, 'pdf')}>{t('pdf')}</a>
            {dropped > 0 && <div>{t('dropped', { n: dropped })}</div>}
          </>
        )
      }
    />
  );
}
