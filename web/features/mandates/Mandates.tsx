import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { capacities } from '../../../domain/capacities';
import { powers } from '../../../domain/mandates';
import type { CaseDetail } from '../../api/cases';
import { endMandate, mandatesQuery, type MandateRow } from '../../api/mandates';
import { useSession } from '../../session';
import { useLanguage } from '../../texts';
import { ReasonModal } from '../../ui/ReasonModal';
import { Loaded } from '../../ui/State';
import { instant } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { GiveMandate } from './GiveMandate';
import { useMandateTexts } from './texts';

/** Who acts for a side of the case by a mandate; a party gives and revokes those of its own. */
export function Mandates({ data }: { data: CaseDetail }) {
  const t = useMandateTexts();
  return (
    <Loaded query={useQuery(mandatesQuery(data.number))}>
      {({ rows, gives, tail }) => (
        <div className="stack">
          {gives && <p>{t('help')}</p>}
          {rows.length === 0 && <p className="muted">{t('none')}</p>}
          <ul className="plain-list">
            {rows.map((row) => (
              <Mandate key={row.id} row={row} />
            ))}
          </ul>
          {gives && <GiveMandate data={data} tail={tail} />}
        </div>
      )}
    </Loaded>
  );
}

function Mandate({ row }: { row: MandateRow }) {
  const t = useMandateTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const own = useSession().mandate !== undefined;
  const end = useAction(
    (key, why: string) => endMandate(key, row.case, row.id, why),
    () => {
      setAsking(false);
      void client.invalidateQueries(own ? {} : { queryKey: ['cases', row.case, 'mandates'] });
    },
  );
  const named = row.powers.map((code) => powers.name(code, language)).join(language === 'zh' ? '、' : '; ');
  const ending = t(own ? 'lay' : 'revoke');
  return (
    <li className="row">
      <span style={{ flex: 1 }}>
        <strong>{row.agent}</strong> · {capacities.name(row.capacity, language)}
        {row.firm && ` · ${row.firm}`} · {named || t('general')}
        <span className="small muted" style={{ display: 'block' }}>
          {row.recordedBy ? t('byStaff', { name: row.recordedBy.name }) : t('byParty', { name: row.principal })} ·{' '}
          {instant(row.from)}
          {row.until && !row.endedAt && ` · ${t('lasts', { at: instant(row.until) })}`}
          {row.endedAt && ` · ${t('ended', { at: instant(row.endedAt) })}`}
        </span>
      </span>
      {row.ends && (
        <Button danger onClick={() => setAsking(true)}>
          {ending}
        </Button>
      )}
      <ReasonModal
        open={asking}
        title={ending}
        help={t('revokeHelp')}
        done={ending}
        danger
        busy={end.busy}
        onCancel={() => setAsking(false)}
        onDone={(why) => void end.run(why)}
      />
    </li>
  );
}
