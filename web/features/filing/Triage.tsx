import { keyGroups } from '../../../domain/groups';
import { regionName } from '../../../domain/regions';
import { pipelineStages } from '../../../domain/stages';
import { texts, useLanguage } from '../../texts';

const useTriageTexts = texts('triage', {
  stage: ['将进入', 'It will enter'], kind: ['类型', 'Kind'], priority: ['优先级', 'Priority'], keyGroup: ['重点群体', 'Key group'], jurisdiction: ['管辖', 'Jurisdiction'],
  single: ['个人争议', 'Single'], group: ['十人以上集体争议', 'Ten or more workers'], 'collective-contract': ['集体合同争议', 'Collective contract'],
  high: ['优先办理', 'Priority'], urgent: ['加急', 'Urgent'], normal: ['一般', 'Normal'],
  limitation: ['可能已超过一年仲裁时效。仍可申请,是否超过由仲裁庭判断。', 'The one-year limitation may have run out. You may file all the same; it is for the tribunal to decide.'],
  finalAward: ['可能适用一裁终局(调解仲裁法第47条)。', 'A final award may be possible (art. 47).'],
  paymentOrder: ['调解协议不履行时可申请支付令(调解仲裁法第16条)。', 'If a mediation agreement is not performed, a payment order is possible (art. 16).'],
  legalAid: ['可能符合法律援助条件,工作人员会告知。', 'Legal aid may be available; staff will tell you.'],
  mediateFirst: ['建议先行调解:不收费、时间短,不影响以后仲裁。', 'Mediation first is suggested: free, quick, and arbitration stays open.'],
});

/** What triage found, in words; what it does not know it does not show. */
export function Triage({ triage }: { triage: Record<string, unknown> }) {
  const t = useTriageTexts();
  const language = useLanguage();
  const stage = triage.stage ?? triage.entryStage;
  const kind = String(triage.kind ?? '');
  const priority = String(triage.priority ?? '');
  const groups = Array.isArray(triage.keyGroups) ? triage.keyGroups : triage.keyGroup ? [triage.keyGroup] : [];
  const limitation = triage.limitation as { looksExpired?: boolean } | boolean | undefined;
  const jurisdiction = triage.jurisdiction;
  return (
    <div className="stack">
      <dl className="facts">
        {typeof stage === 'string' && <><dt>{t('stage')}</dt><dd>{pipelineStages.name(stage, language)}</dd></>}
        {(kind === 'single' || kind === 'group' || kind === 'collective-contract') && <><dt>{t('kind')}</dt><dd>{t(kind)}</dd></>}
        {(priority === 'high' || priority === 'urgent' || priority === 'normal') && <><dt>{t('priority')}</dt><dd>{t(priority)}</dd></>}
        {groups.length > 0 && <><dt>{t('keyGroup')}</dt><dd>{groups.map((group) => keyGroups.name(String(group), language)).join('、')}</dd></>}
        {typeof jurisdiction === 'string' && <><dt>{t('jurisdiction')}</dt><dd>{regionName(jurisdiction, language, { full: true })}</dd></>}
      </dl>
      {(limitation === true || (typeof limitation === 'object' && limitation?.looksExpired) || triage.limitationExpired === true) && <p className="tag soon wrap">{t('limitation')}</p>}
      {triage.finalAward === true && <p>{t('finalAward')}</p>}
      {triage.paymentOrder === true && <p>{t('paymentOrder')}</p>}
      {triage.legalAid === true && <p>{t('legalAid')}</p>}
      {triage.mediateFirst === true && <p>{t('mediateFirst')}</p>}
    </div>
  );
}
