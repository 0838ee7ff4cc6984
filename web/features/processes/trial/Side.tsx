import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { Case } from '../../../../engine/memory/Case';
import { limitsQuery } from '../../../api/oversight';
import { pick, useLanguage } from '../../../texts';
import { instant } from '../../../ui/time';
import { JsonField, readObject } from './JsonField';
import { nameIn } from './story';
import { useTrialTexts } from './texts';
import type { Move, Trial } from './Trial';

const moments = { remind: 'remind', breach: 'breach', escalate: 'escalate' } as const;

/** The armed timers, soonest first. */
export function Timers({ trial }: { trial: Trial; turn: number }) {
  const t = useTrialTexts();
  const language = useLanguage();
  const { timers, cases } = trial;
  const limits = useQuery(limitsQuery).data?.limits;
  const titleOf = (id: string) => {
    const title = limits?.find((one) => one.id === id)?.title;
    return title ? pick(title, language) : id;
  };
  if (timers.length === 0) return <p className="muted">{t('nothingTimed')}</p>;
  return (
    <ul className="plain-list">
      {timers.map(({ id, element, due }, index) => {
        const { graph } = cases.find((item) => item.id === id)!.program;
        const { limit, moment } = graph.nodes[element]?.properties ?? {};
        return (
          <li key={index}>
            <strong>{nameIn(graph, element, language)}</strong>{' '}
            <span className="number small">{due ? instant(due) : '–'}</span>{' '}
            {limit && (
              <span className="small muted">
                {titleOf(limit)} · {moment && moment in moments ? t(moments[moment as keyof typeof moments]) : moment}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** The variables of the instance, which can be changed. */
export function Variables({ item, move, turn }: { item: Case; move(move: Move): boolean; turn: number }) {
  const t = useTrialTexts();
  const current = JSON.stringify(item.state.instances[1]?.variables ?? item.state.result?.variables ?? {}, null, 2);
  const [text, setText] = useState(current);
  const active = item.state.status === 'active';
  useEffect(() => setText(current), [turn, current]);
  if (!active)
    return (
      <pre className="fact" tabIndex={0}>
        {current}
      </pre>
    );
  const read = readObject(text);
  return (
    <div className="stack">
      <JsonField label={t('setVariables')} value={text} onChange={setText} rows={6} />
      <div>
        <Button
          disabled={read instanceof Error || text === current}
          onClick={() =>
            move({
              type: 'send',
              id: item.id,
              event: { type: 'variablesSet', variables: read as Record<string, unknown> },
            })
          }
        >
          {t('apply')}
        </Button>
      </div>
    </div>
  );
}
