import { Button } from 'antd';
import { Link } from 'react-router';
import { useState } from 'react';
import { continueCode } from '../../api/cases';
import { useSession } from '../../session';
import { useAction } from '../../ui/useAction';
import { useSelfTexts } from './texts';

/** The case goes on with the competent commission: its number, and for whoever came by a code, the code there. */
export function FiledAnew({ number }: { number: string }) {
  const t = useSelfTexts();
  const session = useSession();
  const [code, setCode] = useState<string>();
  const go = useAction(continueCode, (given) => setCode(given.code));
  return (
    <section className="card stack" aria-label={t('anew')}>
      <h2>{t('anew')}</h2>
      <p>{t('anewHelp')}</p>
      <p>
        {t('number')}{' '}
        {session.kind === 'party' ? <strong>{number}</strong> : <Link to={`/my/${number}`}>{number}</Link>}
      </p>
      {session.kind === 'party' &&
        (code ? (
          <p role="status">
            {t('anewCode')} <strong className="code">{code}</strong>
          </p>
        ) : (
          <Button size="large" type="primary" loading={go.busy} onClick={() => void go.run()}>
            {t('anewGet')}
          </Button>
        ))}
      {go.problem && (
        <div className="problem" role="alert">
          {go.problem.message}
        </div>
      )}
    </section>
  );
}
