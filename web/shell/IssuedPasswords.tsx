import { Alert } from 'antd';
import { roles } from '../../domain/roles';
import type { Session } from '../session';
import { useLanguage } from '../texts';
import { instant } from '../ui/time';
import { useShellTexts } from './texts';

type Rows = NonNullable<Session['issued']>;

/** Which passwords others made for the user, and who used each first: somebody else may have been quicker. */
export function IssuedPasswords({ rows }: { rows: Rows }) {
  const t = useShellTexts();
  return (
    <ul className="plain-list small">
      {rows.map(({ by, at, sentTo, usedAt, device, network }) => (
        <li key={at}>
          {t(sentTo ? 'issuedSent' : 'issuedBy', { name: by.name, at: instant(at), tail: sentTo ?? '' })}
          {usedAt && t('issuedUsed', { at: instant(usedAt), device: [device, network].filter(Boolean).join(' · ') })}
        </li>
      ))}
    </ul>
  );
}

/** For some days after, at every sign-in: whoever used the password first could have hidden it otherwise. */
export function IssuedNotice({ session }: { session: Session }) {
  const t = useShellTexts();
  const language = useLanguage();
  return (
    <>
      {session.withheld && (
        <Alert
          type="warning"
          showIcon
          role="status"
          title={t('withheld', { roles: session.withheld.map((role) => roles.name(role, language)).join(' · ') })}
          description={t('withheldHelp')}
        />
      )}
      {session.issued && session.issued.length > 0 && (
        <Alert
          type="warning"
          showIcon
          closable
          role="status"
          title={t('issuedTitle')}
          description={
            <>
              <IssuedPasswords rows={session.issued} />
              {t('issuedHelp')}
            </>
          }
        />
      )}
    </>
  );
}
