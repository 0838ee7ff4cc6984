import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { endLetter, postLetter, printedLetters, type Letter } from '../../api/letters';
import { errorOf } from '../../ui/Field';
import { useAction } from '../../ui/useAction';
import { dayInChina } from '../../ui/useNow';
import { useLetterTexts } from './texts';

const today = (): string => dayInChina(Date.now());

/** What is done with a letter next: its number once it is posted, then whether it arrived. */
export function Steps({ row }: { row: Letter }) {
  if (row.status === 'printed') return <Posting row={row} />;
  return row.status === 'posted' ? <Ending row={row} /> : null;
}

function useChanged() {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: ['letters'] });
}

function Day({ value, change }: { value: string; change(value: string): void }) {
  const t = useLetterTexts();
  return (
    <label className="field">
      <span className="label">{t('on')}</span>
      <input
        type="date"
        className="native fit"
        value={value}
        max={today()}
        onChange={(event) => change(event.target.value)}
      />
    </label>
  );
}

function Line({ label, value, change, most, wrong }: LineProps) {
  return (
    <label className={wrong ? 'field wrong' : 'field'}>
      <span className="label">{label}</span>
      <Input value={value} maxLength={most} onChange={(event) => change(event.target.value)} />
      {wrong && (
        <span className="small late" role="alert">
          {wrong}
        </span>
      )}
    </label>
  );
}
interface LineProps {
  label: string;
  value: string;
  change(value: string): void;
  most: number;
  wrong?: string;
}

function Posting({ row }: { row: Letter }) {
  const t = useLetterTexts();
  const [number, setNumber] = useState('');
  const [on, setOn] = useState(today);
  const post = useAction(postLetter, useChanged());
  return (
    <div className="stack small">
      {row.batch && (
        <div>
          {t('again')}
          <a href={printedLetters(row.batch, 'docx')}>{t('word')}</a>{' '}
          <a href={printedLetters(row.batch, 'pdf')}>{t('pdf')}</a>
        </div>
      )}
      <Line label={t('number')} value={number} change={setNumber} most={40} wrong={errorOf(post.problem, 'number')} />
      <Day value={on} change={setOn} />
      <Button
        loading={post.busy}
        disabled={!number.trim() || !on}
        onClick={() => void post.run(row.id, { number: number.trim(), on })}
      >
        {t('post')}
      </Button>
    </div>
  );
}

function Ending({ row }: { row: Letter }) {
  const t = useLetterTexts();
  const [why, setWhy] = useState('');
  const [on, setOn] = useState(today);
  const end = useAction(endLetter, useChanged());
  return (
    <div className="stack small">
      <Day value={on} change={setOn} />
      <Line label={t('why')} value={why} change={setWhy} most={300} wrong={errorOf(end.problem, 'why')} />
      <div className="row">
        <Button loading={end.busy} disabled={!on} onClick={() => void end.run(row.id, { result: 'delivered', on })}>
          {t('delivered')}
        </Button>
        <Button
          loading={end.busy}
          disabled={!on || !why.trim()}
          onClick={() => void end.run(row.id, { result: 'returned', on, why: why.trim() })}
        >
          {t('returned')}
        </Button>
      </div>
    </div>
  );
}
