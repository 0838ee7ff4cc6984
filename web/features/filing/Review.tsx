import { Button } from 'antd';
import type { ReactNode } from 'react';
import { agentKinds, identityDocuments } from '../../../domain/capacities';
import { employments, type CaseInput } from '../../../domain/case';
import { causes } from '../../../domain/causes';
import { filingChannels } from '../../../domain/channels';
import { evidenceKinds } from '../../../domain/evidence/evidence';
import { keyGroups } from '../../../domain/groups';
import { industries } from '../../../domain/industries';
import { regionName } from '../../../domain/regions';
import { pipelineStages } from '../../../domain/stages';
import { useLanguage } from '../../texts';
import { day, yuan } from '../../ui/time';
import { useFilingTexts } from './texts';
import { useFilingContext } from './useFiling';

/** What was typed so far: nothing is certain. */
type Part<T> = T extends readonly (infer Item)[]
  ? Part<Item>[]
  : T extends object
    ? { [Key in keyof T]?: Part<T[Key]> }
    : T;
type Body = Part<CaseInput>;
type Row = readonly [label: string, value: ReactNode];

/** Every field of the application, in the order of its steps, each with a way back. */
export function Review({ goTo }: { goTo(path: string): void }) {
  const t = useFilingTexts();
  const language = useLanguage();
  const body = useFilingContext().body as Body;
  const { workers, employer } = body;
  const yes = (value: boolean | undefined) => value !== undefined && t(value ? 'yes' : 'no');
  const agent = (of: NonNullable<Body['employer']>['agent']) =>
    of &&
    [of.kind && agentKinds.name(of.kind, language), of.name, of.organisation, of.phone].filter(Boolean).join(' · ');
  const document = workers?.identityDocument;
  const groups: { path: string; title: string; rows: Row[] }[] = [
    {
      path: 'workers',
      title: t('worker'),
      rows: [
        [t('name'), workers?.label],
        [t('count'), (workers?.count ?? 1) > 1 && t('people', { n: workers?.count })],
        [t('identityNumber'), workers?.identityNumber],
        [
          t('documentNumber'),
          document &&
            `${document.type ? identityDocuments.name(document.type, language) : ''} ${document.number ?? ''}`,
        ],
        [t('birthDate'), day(document?.birthDate)],
        [t('phone'), workers?.phone],
        [t('address'), workers?.address],
        [t('addAgent'), agent(workers?.agent)],
        [t('roster'), !!workers?.members?.length && t('rosterListed', { n: workers.members.length })],
        [t('representatives'), workers?.representatives?.map(({ name }) => name).join('、')],
        [t('groups'), workers?.keyGroups?.map((one) => keyGroups.name(one ?? '', language)).join(' · ')],
      ],
    },
    {
      path: 'employer',
      title: t('employer'),
      rows: [
        [t('employerName'), employer?.name],
        [t('creditCode'), employer?.creditCode ?? (employer?.codeUnknown && t('codeUnknown'))],
        [t('ownerIdentity'), employer?.ownerIdentityNumber],
        [t('legalRepresentative'), employer?.legalRepresentative],
        [t('phone'), employer?.phone],
        [t('industry'), employer?.industry && industries.name(employer.industry, language)],
        [t('place'), body.region && regionName(body.region, language, { full: true })],
        [t('address'), employer?.address],
        [t('addAgent'), agent(employer?.agent)],
      ],
    },
    {
      path: 'claims',
      title: t('claims'),
      rows: [
        ...(body.claims ?? []).map((claim, index): Row => [
          `${index + 1}`,
          <>
            {claim?.cause && causes.name(claim.cause, language)}{' '}
            {claim?.amount !== undefined && <strong>{yuan(Math.round(Number(claim.amount) * 100))}</strong>}
            <div className="small muted">{claim?.facts}</div>
          </>,
        ]),
        ...(body.evidence ?? []).map((item): Row => [
          item?.kind ? evidenceKinds.name(item.kind, language) : '',
          <>
            {item?.name} <div className="small muted">{item?.proves}</div>
          </>,
        ]),
        [t('employment'), employments.name(body.employment ?? 'labour', language)],
        [t('unionApplicant'), body.unionApplicant],
        [t('employed'), body.employed !== undefined && t(body.employed ? 'still' : 'ended')],
        [t('endedOn'), day(body.employmentEnded)],
        [t('infringedOn'), day(body.rightInfringedOn)],
      ],
    },
    {
      path: 'entryStage',
      title: t('wish'),
      rows: [
        [t('entry'), body.entryStage && pipelineStages.name(body.entryStage, language)],
        [t('mediateFirst'), body.entryStage === 'arbitration' && yes(body.mediateFirst)],
        [t('channel'), body.channel && filingChannels.name(body.channel, language)],
        [t('legalAid'), yes(body.legalAidWanted)],
      ],
    },
  ];
  return (
    <section className="card stack" aria-label={t('review')}>
      <h3>{t('review')}</h3>
      {groups.map(({ path, title, rows }) => (
        <div key={path} data-review={path}>
          <div className="row">
            <h4 style={{ flex: 1 }}>{title}</h4>
            <Button onClick={() => goTo(path)} aria-label={`${t('edit')} ${title}`}>
              {t('edit')}
            </Button>
          </div>
          <dl className="facts">
            {rows
              .filter(([, value]) => Boolean(value))
              .map(([label, value], index) => (
                <div key={index} style={{ display: 'contents' }}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
          </dl>
        </div>
      ))}
    </section>
  );
}
