import { codeList } from './codeList';
import type { Role } from './roles';

/** The kind of matter that has these stages (domain/matters.ts). */
export const DISPUTE = 'dispute';

/** The stages of the pipeline, in the order in which a dispute proceeds. A case may enter at any of them. */
export const pipelineStages = codeList({
  negotiation: { zh: '协商', en: 'Negotiation' },
  mediation: { zh: '调解', en: 'Mediation' },
  arbitration: { zh: '仲裁', en: 'Arbitration' },
  litigation: { zh: '诉讼', en: 'Litigation' },
});
export type PipelineStage = (typeof pipelineStages.codes)[number];

/** Who is in charge of the case in each stage: who meets the parties and records what they do and say. */
export const inCharge: Readonly<Record<PipelineStage, readonly Role[]>> = {
  negotiation: ['negotiator'],
  mediation: ['mediator'],
  arbitration: ['arbitrator', 'clerk'],
  litigation: ['court'],
};

/** Every stage and procedure to which a limit, a document or a step may belong. */
export const stages = codeList({
  prevention: { zh: '预防', en: 'Prevention' },
  ...pipelineStages.rows,
  enforcement: { zh: '执行', en: 'Enforcement' },
  archive: { zh: '归档', en: 'Archiving' },
  inspection: { zh: '劳动保障监察', en: 'Labour inspection' },
  'arbitration-review': { zh: '仲裁审查', en: 'Arbitration review' },
  'judicial-confirmation': { zh: '司法确认', en: 'Judicial confirmation' },
  'payment-order': { zh: '支付令', en: 'Payment order' },
  'court-mediation': { zh: '诉前调解', en: 'Pre-filing mediation' },
  'simple-handling': { zh: '简易处理', en: 'Simple handling' },
  ordinary: { zh: '普通程序', en: 'Ordinary procedure' },
  simple: { zh: '简易程序', en: 'Simple procedure' },
  'small-claims': { zh: '小额诉讼', en: 'Small-claims procedure' },
  'partial-award': { zh: '先行裁决', en: 'Partial award' },
  'advance-performance': { zh: '先予执行', en: 'Advance performance' },
  preservation: { zh: '财产保全', en: 'Preservation of property' },
  stay: { zh: '中止', en: 'Stay' },
  termination: { zh: '终止', en: 'Termination' },
  transfer: { zh: '移送', en: 'Transfer' },
  collective: { zh: '集体争议', en: 'Collective dispute' },
});
export type Stage = (typeof stages.codes)[number];
