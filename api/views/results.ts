import { isYuan, toFen, toYuan } from '../../domain/money';
import { isDay } from '../../domain/limits/dates';
import { codeList } from '../../domain/codeList';
import { termsIn, totalOf } from '../../domain/terms/terms';
import { termsInWords, type Dispute } from '../../domain/terms/words';
import { asApplied, type Case } from '../../models';
import type { Bilingual } from '../contract/common';

/** What decides or settles a dispute, by the names under which a case keeps it. */
const kinds = codeList({
  settlement: { zh: '和解协议', en: 'Settlement' },
  mediation: { zh: '调解协议', en: 'Mediation agreement' },
  'arbitral-mediation': { zh: '仲裁调解书', en: 'Arbitral mediation document' },
  'court-mediation': { zh: '法院调解书', en: 'Court mediation document' },
  agreement: { zh: '协议', en: 'Agreement' },
  final: { zh: '终局裁决', en: 'Final award' },
  partial: { zh: '先行裁决', en: 'Partial award' },
  mediated: { zh: '部分请求的仲裁调解书', en: 'Mediation document on some of the claims' },
  award: { zh: '裁决', en: 'Award' },
  judgment: { zh: '判决', en: 'Judgment' },
});

export interface Result {
  kind: string;
  name: Bilingual;
  day?: string;
  amount?: number;
  /** Who owes whom what, clause by clause. */
  clauses: Bilingual[];
}

/** What is said on one page; the papers themselves have the rest. */
const MOST_CLAUSES = 30;

/**
 * What has been agreed or decided in a case, the newest last: only what is in force or was handed down, so that no offer
 * or draft of the talks is among it. `facts`: those that the reader may see; while an agreement is performed the talks
 * still hold it.
 */
export function resultsOf(found: Case, facts: Fields): Result[] {
  const { settlement, awards, judgment } = facts;
  const agreement = facts.agreement ?? settlement;
  const dispute = asApplied(found) as Dispute;
  const listed = (Array.isArray(awards) ? awards : []).filter(isRecord);
  return [
    ...(isRecord(agreement) && isDay(agreement.effectiveOn)
      ? [
          resultOf(
            agreement,
            kindIn(agreement.kind, facts.agreement ? 'agreement' : 'settlement'),
            agreement.effectiveOn,
            dispute,
          ),
        ]
      : []),
    ...listed.map((award) => resultOf(award, kindIn(award.kind, 'award'), award.madeOn, dispute)),
    ...(isRecord(judgment) && isDay(judgment.on) ? [resultOf(judgment, 'judgment', judgment.on, dispute)] : []),
  ];
}

type Fields = Record<string, unknown>;
const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const kindIn = (kind: unknown, otherwise: string): string => (kinds.has(kind) ? kind : otherwise);

function resultOf(given: Fields, kind: string, day: unknown, dispute: Dispute): Result {
  const terms = termsIn(given.terms);
  const amount = terms ? toYuan(totalOf(terms)) : isYuan(given.amount) ? toYuan(toFen(given.amount)) : undefined;
  const [zh, en] = terms ? [termsInWords(terms, dispute, 'zh'), termsInWords(terms, dispute, 'en')] : [[], []];
  return {
    kind,
    name: { zh: kinds.name(kind, 'zh'), en: kinds.name(kind, 'en') },
    ...(isDay(day) && { day }),
    ...(amount !== undefined && { amount }),
    clauses: zh.slice(0, MOST_CLAUSES).map((clause, index) => ({ zh: clause, en: en[index]! })),
  };
}
