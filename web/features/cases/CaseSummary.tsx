import { agentKinds } from '../../../domain/capacities';
import { causes } from '../../../domain/causes';
import { evidenceKinds } from '../../../domain/evidence/evidence';
import { filingChannels } from '../../../domain/channels';
import { keyGroups } from '../../../domain/groups';
import { industries } from '../../../domain/industries';
import { regionName } from '../../../domain/regions';
import { Link } from 'react-router';
import type { CaseDetail } from '../../api/cases';
import { colon, pick, useLanguage } from '../../texts';
import { instant, yuan } from '../../ui/time';
import { CaseWorkers } from './CaseWorkers';
import { CompleteParties } from './CompleteParties';
import { useCaseTexts } from './texts';

/** How a party is identified and reached, as stated at filing. */
interface Reach {
  phone?: string;
  address?: string;
  agent?: { kind: string; name: string; phone?: string };
}
interface Filed {
  workers?: Reach & {
    count?: number;
    label?: string;
    identityNumber?: string;
    identityDocument?: { type: string; number: string };
    representatives?: { label?: string; name?: string }[];
    members?: unknown[];
  };
  employer?: Reach & { name?: string; creditCode?: string; ownerIdentityNumber?: string; legalRepresentative?: string };
  claims?: { cause: string; amount: number; facts?: string }[];
  evidence?: { kind: string; name: string; proves: string }[];
}

/** Parties, claims and the people in charge, as filed and as known now. */
export function CaseSummary({ data }: { data: CaseDetail }) {
  const t = useCaseTexts();
  const language = useLanguage();
  const filed = data.data as Filed;
  const claims = filed.claims ?? [];
  const representatives = (filed.workers?.representatives ?? []).map((one) => one.label ?? one.name).filter(Boolean);
  return (
    <>
      <section className="card" aria-label={t('parties')}>
        <dl className="facts">
          <dt>{t('worker')}</dt>
          <dd>
            {data.worker} {data.workers > 1 && <span className="tag soon">{t('workers', { n: data.workers })}</span>}
            {data.may.inside && (
              <PartyContacts
                of={filed.workers}
                known={[filed.workers?.identityNumber ?? filed.workers?.identityDocument?.number]}
              />
            )}
          </dd>
          {representatives.length > 0 && (
            <>
              <dt>{t('representatives')}</dt>
              <dd>{representatives.join('、')}</dd>
            </>
          )}
          <dt>{t('employer')}</dt>
          <dd>
            {data.employer}
            {data.may.inside && (
              <PartyContacts
                of={filed.employer}
                known={[
                  filed.employer?.creditCode ?? filed.employer?.ownerIdentityNumber ?? t('codeMissing'),
                  filed.employer?.legalRepresentative &&
                    t('representedBy', { name: filed.employer.legalRepresentative }),
                ]}
              />
            )}
          </dd>
          {data.industry && (
            <>
              <dt>{t('industry')}</dt>
              <dd>{industries.name(data.industry, language)}</dd>
            </>
          )}
          {data.keyGroups.length > 0 && (
            <>
              <dt>{t('keyGroups')}</dt>
              <dd className="row">
                {data.keyGroups.map((group) => (
                  <span key={group} className="tag brand">
                    {keyGroups.name(group, language)}
                  </span>
                ))}
              </dd>
            </>
          )}
          <dt>{t('region')}</dt>
          <dd>{regionName(data.region, language)}</dd>
          {data.transferredFrom && (
            <>
              <dt>{t('transferredFrom')}</dt>
              <dd>{regionName(data.transferredFrom, language)}</dd>
            </>
          )}
          <dt>{t('filed')}</dt>
          <dd>{instant(data.filedAt)}</dd>
          <OtherCase name={t('filedFrom')} number={data.filedFrom} />
          <OtherCase name={t('filedAs')} number={data.filedAs} />
          {data.channel && (
            <>
              <dt>{t('channel')}</dt>
              <dd>{filingChannels.name(data.channel, language)}</dd>
            </>
          )}
          {data.organisation && (
            <>
              <dt>{t('organisation')}</dt>
              <dd>{pick({ zh: data.organisation.name, en: data.organisation.nameEn }, language)}</dd>
            </>
          )}
          {data.mediator && (
            <>
              <dt>{t('mediator')}</dt>
              <dd>{data.mediator.name}</dd>
            </>
          )}
        </dl>
        {data.may.complete && <CompleteParties data={data} />}
      </section>
      <section className="card">
        <h2>{t('claims')}</h2>
        <div className="scroll-x" tabIndex={0} role="region" aria-label={t('claims')}>
          <table className="list claims">
            <thead>
              <tr>
                <th>{t('cause')}</th>
                <th>{t('amount')}</th>
                <th>{t('facts')}</th>
              </tr>
            </thead>
            <tbody>
              {claims.map((claim, index) => (
                <tr key={index}>
                  <td>{causes.name(claim.cause, language)}</td>
                  <td className="number">{yuan(Math.round(Number(claim.amount) * 100))}</td>
                  <td>{claim.facts}</td>
                </tr>
              ))}
              {claims.length > 1 && (
                <tr>
                  <td>{t('total')}</td>
                  <td className="number">
                    <strong>{yuan(Math.round(data.amount * 100))}</strong>
                  </td>
                  <td />
                </tr>
              )}
            </tbody>
          </table>
        </div>
      </section>
      {!!filed.evidence?.length && (
        <section className="card">
          <h2>{t('evidence')}</h2>
          <ul className="plain-list">
            {filed.evidence.map(({ kind, name, proves }, index) => (
              <li key={index}>
                <span className="tag">{evidenceKinds.name(kind, language)}</span> {name}
                <div className="small muted">{proves}</div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {!!filed.workers?.members?.length && <CaseWorkers number={data.number} />}
    </>
  );
}

/** A case that this one was filed from or as: whoever may not read it sees its number. */
function OtherCase({ name, number }: { name: string; number: string | undefined }) {
  if (!number) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <Link to={`/cases/${number}`}>{number}</Link>
      </dd>
    </>
  );
}

/** For those who work on the case: who the parties are and how to reach them. */
function PartyContacts({ of, known }: { of: Reach | undefined; known: (string | undefined)[] }) {
  const t = useCaseTexts();
  const language = useLanguage();
  const call = (phone: string) => (
    <a href={`tel:${phone.replaceAll(/\s/g, '')}`} aria-label={t('call', { phone })}>
      {phone}
    </a>
  );
  const agent = of?.agent;
  return (
    <div className="small muted">
      {[...known, of?.address].filter(Boolean).map((one, index) => (
        <div key={index}>{one}</div>
      ))}
      {of?.phone && <div>{call(of.phone)}</div>}
      {agent && (
        <div>
          {agentKinds.name(agent.kind, language)}
          {colon()}
          {agent.name} {agent.phone && call(agent.phone)}
        </div>
      )}
    </div>
  );
}
