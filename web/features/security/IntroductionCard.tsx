import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { introduce } from '../../api/security';
import { sessionQuery } from '../../session';
import { instant } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { useSecurityTexts } from './texts';

const LOOKED_MS = 3_000;

/** The code that the user shows to whoever checks their identity in person. */
export function IntroductionCard() {
  const t = useSecurityTexts();
  const client = useQueryClient();
  const identified = useQuery(sessionQuery).data?.identified;
  const [shown, setShown] = useState<{ code: string; expiresAt: string }>();
  const show = useAction(introduce, setShown);
  // When the check is recorded, this session has to choose a new password.
  useEffect(() => {
    if (!shown) return;
    const timer = setInterval(() => void client.invalidateQueries({ queryKey: sessionQuery.queryKey }), LOOKED_MS);
    return () => clearInterval(timer);
  }, [client, shown]);
  return (
    <section className="card stack" aria-label={t('introduction')}>
      <h2>{t('introduction')}</h2>
      <p>{t(identified ? 'introductionDone' : 'introductionHelp')}</p>
      {shown && (
        <p role="status">
          <strong className="code" data-introduction>
            {shown.code}
          </strong>{' '}
          {t('introductionUntil', { at: instant(shown.expiresAt) })}
        </p>
      )}
      <div>
        <Button loading={show.busy} onClick={() => void show.run()}>
          {t('introductionShow')}
        </Button>
      </div>
    </section>
  );
}
