import { keyGroups } from '../../../domain/groups';
import { regionName } from '../../../domain/regions';
import { pipelineStages } from '../../../domain/stages';
import { pick, texts, useLanguage } from '../../texts';

const useTriageTexts = texts({
  entry: ['将进入', 'It will enter'],
  kind: ['类型', 'Kind'],
  keyGroup: ['重点群体', 'Key group'],
  jurisdiction: ['管辖地', 'Jurisdiction'],
  single: ['个人争议', 'Single'],
  collective: ['集体争议（十人以上）', 'Collective: ten or more workers'],
  'collective-contract': ['集体合同争议', 'Collective contract'],
  first: ['优先办理。', 'It is given priority.'],
  limitation: [
    '可能已超过仲裁时效。仍可申请，是否超过由仲裁庭判断。',
    'The limitation period may have run out. You may file all the same; it is for the tribunal to decide.',
  ],
  limitationWhy: ['怎么算的', 'How this is counted'],
  finalAward: [
    '可能适用一裁终局（调解仲裁法第47条）。',
    'A final award may be possible (Mediation and Arbitration Law, art. 47).',
  ],
  paymentOrder: [
    '调解协议不履行时可申请支付令（调解仲裁法第16条）。',
    'If a mediation agreement is not performed, a payment order is possible (Mediation and Arbitration Law, art. 16).',
  ],
  simple: ['仲裁时可以简易处理。', 'In arbitration a simplified procedure is possible.'],
  legalAid: ['可能符合法律援助条件，工作人员会告知。', 'Legal aid may be available; staff will tell you.'],
  offerMediation: [
    '建议先行调解：不收费、时间短，不影响以后仲裁。',
    'Mediation first is suggested: it is free and quick, and arbitration stays open.',
  ],
  iou: ['有欠条的，也可以直接向法院起诉。', 'With a written acknowledgement of the debt you can also sue directly.'],
  underInspection: [
    '劳动监察正在查处，结果会影响本案。',
    'Labour inspection is investigating it; its findings matter here.',
  ],
  unionHelp: ['可以请工会帮助。', 'The trade union can help.'],
});

/** The result of the decision `triage`; unknown values are missing or null. */
interface Found {
  entry?: string;
  kind?: string;
  /** 0 to 100; the default is 50. */
  priority?: number;
  keyGroup?: string | null;
  jurisdiction?: { region?: string | null };
  limitation?: { looksExpired?: boolean; explanation?: { zh: string; en: string } } | null;
}
const kinds = ['single', 'collective', 'collective-contract'] as const;
const hints = [
  'finalAward',
  'paymentOrder',
  'simple',
  'legalAid',
  'offerMediation',
  'iou',
  'underInspection',
  'unionHelp',
] as const;
const USUAL = 50;

/** The result of triage in words; unknown values are not shown. */
export function Triage({ triage }: { triage: Record<string, unknown> }) {
  const t = useTriageTexts();
  const language = useLanguage();
  const { entry, kind, priority, keyGroup, jurisdiction, limitation } = triage as Found;
  const known = kinds.find((one) => one === kind);
  return (
    <div className="stack" data-triage>
      <dl className="facts">
        {entry && (
          <>
            <dt>{t('entry')}</dt>
            <dd>{pipelineStages.name(entry, language)}</dd>
          </>
        )}
        {known && (
          <>
            <dt>{t('kind')}</dt>
            <dd>{t(known)}</dd>
          </>
        )}
        {keyGroup && (
          <>
            <dt>{t('keyGroup')}</dt>
            <dd>{keyGroups.name(keyGroup, language)}</dd>
          </>
        )}
        {jurisdiction?.region && (
          <>
            <dt>{t('jurisdiction')}</dt>
            <dd>{regionName(jurisdiction.region, language, { full: true })}</dd>
          </>
        )}
      </dl>
      {(priority ?? 0) > USUAL && (
        <div>
          <span className="tag brand">{t('first')}</span>
        </div>
      )}
      {limitation?.looksExpired && (
        <div className="tag soon wrap">
          {t('limitation')}
          {limitation.explanation && (
            <details className="small">
              <summary>{t('limitationWhy')}</summary>
              {pick(limitation.explanation, language)}
            </details>
          )}
        </div>
      )}
      {hints.some((hint) => triage[hint] === true) && (
        <ul className="hints">
          {hints
            .filter((hint) => triage[hint] === true)
            .map((hint) => (
              <li key={hint}>{t(hint)}</li>
            ))}
        </ul>
      )}
    </div>
  );
}
