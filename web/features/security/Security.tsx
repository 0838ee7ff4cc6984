import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useSearchParams } from 'react-router';
import { securityQuery } from '../../api/security';
import { useSession } from '../../session';
import { Loaded } from '../../ui/State';
import { ContactCard } from './ContactCard';
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
            {security.providers.length > 0 && !session.restricted && <ProvidersCard providers={security.providers} />}
          </>
        )}
      </Loaded>
      {!session.restricted && <ContactCard />}
      <SessionsCard />
    </div>
  );
}
