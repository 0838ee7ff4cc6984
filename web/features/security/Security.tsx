import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useSearchParams } from 'react-router';
import { securityQuery } from '../../api/security';
import { isParty, may, useSession } from '../../session';
import { Loaded } from '../../ui/State';
import { OwnMandates } from '../mandates/Acting';
import { AbsenceCard } from '../staff/AbsenceCard';
import { ContactCard } from './ContactCard';
import { IssuedPasswords } from '../../shell/IssuedPasswords';
import { IntroductionCard } from './IntroductionCard';
import { PasswordCard } from './PasswordCard';
import { PasskeysCard } from './PasskeysCard';
import { ProvidersCard } from './ProvidersCard';
import { SecondFactorCard } from './SecondFactorCard';
import { SessionsCard } from './SessionsCard';
import { useSecurityTexts } from './texts';

/** How the user signs in, and their sessions. */
export default function Security() {
  const t = useSecurityTexts();
  const session = useSession();
  const query = useQuery(securityQuery);
  const [search] = useSearchParams();
  return (
    <div className="stack">
      <header className="page-head">
        <h1>{t('title')}</h1>
      </header>
      {session.restricted && <Alert type="warning" showIcon title={t('restricted')} role="status" />}
      {search.has('linked') && <Alert type="success" showIcon title={t('justLinked')} role="status" />}
      <Loaded query={query}>
        {(security) => (
          <>
            <PasskeysCard security={security} />
            <SecondFactorCard security={security} />
            {!session.restricted && <PasswordCard />}
            {security.issued.length > 0 && (
              <section className="card stack" aria-label={t('issued')}>
                <h2>{t('issued')}</h2>
                <IssuedPasswords rows={security.issued} />
              </section>
            )}
            {security.providers.length > 0 && !session.restricted && (
              <ProvidersCard providers={security.providers} proof={security.proof} />
            )}
          </>
        )}
      </Loaded>
      {!session.restricted && !isParty(session) && <OwnMandates />}
      {!session.restricted && <IntroductionCard />}
      {!session.restricted && may(session, 'task.delegate') && <AbsenceCard />}
      {!session.restricted && <ContactCard proof={query.data?.proof} />}
      <SessionsCard />
    </div>
  );
}
