import { codeList } from './codeList';
import type { Text } from './text';

/** A ground with the article that gives it. */
interface Ground extends Text {
  law: Text;
}

const law33 = (item: number): Text => ({
  zh: `劳动争议调解仲裁法第33条第${item}项`,
  en: `Mediation and Arbitration Law art. 33(${item})`,
});
const law44 = (paragraph: '1' | '2(1)' | '2(2)'): Text => {
  const [whole, item] = paragraph.split('(');
  return {
    zh: `劳动争议调解仲裁法第44条第${whole}款${item ? `第${item[0]}项` : ''}`,
    en: `Mediation and Arbitration Law art. 44(${whole})${item ? `(${item}` : ''}`,
  };
};
const rules = (article: string): Text => {
  const [, number, item] = /^(\d+)(?:\((\d+)\))?$/.exec(article)!;
  return {
    zh: `办案规则第${number}条${item ? `第${item}项` : ''}`,
    en: `Arbitration Rules art. ${article}`,
  };
};

/** Why an application is not accepted, and, found later, why an accepted case is revoked. */
const unacceptable = {
  'out-of-scope': {
    zh: '不属于劳动人事争议的受理范围',
    en: 'Not within the scope of arbitration',
    law: rules('30(1)'),
  },
  'no-claim': {
    zh: '没有明确的仲裁请求和事实理由',
    en: 'No clear claim, facts and reasons',
    law: rules('30(2)'),
  },
  'no-standing': {
    zh: '申请人与本案没有直接利害关系，或者没有明确的被申请人',
    en: 'The applicant has no direct interest, or there is no definite respondent',
    law: rules('30(3)'),
  },
  'refused-before': {
    zh: '同一案件已经依法出具不予受理通知书',
    en: 'The same case was refused before',
    law: rules('34(1)'),
  },
  'decided-or-pending': {
    zh: '同一案件已在仲裁、诉讼过程中，或者调解书、裁决书、判决书已经发生法律效力',
    en: 'The same case is pending, or has been decided with effect',
    law: rules('34(2)'),
  },
  'withdrawn-by-absence': {
    zh: '同一案件曾因申请人无正当理由不到庭或者中途退庭按撤回处理',
    en: 'The same case was treated as withdrawn because the applicant did not appear or walked out',
    law: rules('39'),
  },
} satisfies Record<string, Ground>;

/**
 * The grounds of decisions, by decision: what forms offer, papers name and figures count. Being out of time is no ground
 * to refuse (办案规则第30条).
 */
export const grounds = {
  refuse: codeList({
    ...unacceptable,
    'no-jurisdiction': {
      zh: '不属于本仲裁委员会管辖',
      en: 'Not within the jurisdiction of this commission',
      law: rules('30(4)'),
    },
  } satisfies Record<string, Ground>),
  revoke: codeList(
    Object.fromEntries(
      Object.entries(unacceptable).map(([code, ground]) => [
        code,
        { ...ground, law: { zh: `办案规则第32条、${ground.law.zh.slice(4)}`, en: `${ground.law.en}, art. 32` } },
      ]),
    ) as Record<keyof typeof unacceptable, Ground>,
  ),
  transfer: codeList({
    'found-by-commission': {
      zh: '受理后发现不属于本仲裁委员会管辖',
      en: 'Found after acceptance not to be within the jurisdiction of this commission',
      law: rules('9'),
    },
    'objection-founded': { zh: '管辖异议成立', en: 'The objection to jurisdiction is founded', law: rules('10') },
  } satisfies Record<string, Ground>),
  stay: codeList({
    'worker-died': {
      zh: '劳动者死亡，需要等待继承人表明是否参加仲裁',
      en: 'The worker died; the heirs have to say whether they take part',
      law: rules('47(1)'),
    },
    'worker-incapable': {
      zh: '劳动者丧失民事行为能力，尚未确定法定代理人',
      en: 'The worker lost legal capacity; no statutory agent yet',
      law: rules('47(2)'),
    },
    'employer-ended': {
      zh: '用人单位终止，尚未确定权利义务承继者',
      en: 'The employer ended; no successor yet',
      law: rules('47(3)'),
    },
    'force-majeure': {
      zh: '一方当事人因不可抗拒的事由不能参加仲裁',
      en: 'A party is prevented by force majeure',
      law: rules('47(4)'),
    },
    'another-case': {
      zh: '需要以其他案件的审理结果为依据，且该案尚未审结',
      en: 'It depends on another case that is not decided yet',
      law: rules('47(5)'),
    },
    appraisal: {
      zh: '需要等待工伤认定、伤残等级鉴定以及其他鉴定结论',
      en: 'It waits for the recognition of an injury, a disability grade or another appraisal',
      law: rules('47(6)'),
    },
    'other-stay': { zh: '其他应当中止审理的情形', en: 'Another reason to stay', law: rules('47(7)') },
  } satisfies Record<string, Ground>),
  extend: codeList({
    complex: { zh: '案情复杂，需要延期', en: 'The case is complex', law: rules('45') },
  } satisfies Record<string, Ground>),
  simple: codeList({
    clear: {
      zh: '事实清楚、权利义务关系明确、争议不大',
      en: 'Clear facts, clear rights and duties, little in dispute',
      law: rules('56(1)'),
    },
    small: {
      zh: '标的额不超过本省上年度职工年平均工资',
      en: 'Up to the provincial average annual wage of the year before',
      law: rules('56(2)'),
    },
    agreed: { zh: '双方当事人同意简易处理', en: 'Both parties agree', law: rules('56(3)') },
  } satisfies Record<string, Ground>),
  advance: codeList({
    scope: {
      zh: '不属于追索劳动报酬、工伤医疗费、经济补偿或者赔偿金的案件',
      en: 'Not over wages, medical costs of an injury, compensation or damages',
      law: law44('1'),
    },
    unclear: { zh: '当事人之间权利义务关系不明确', en: 'The rights and duties are not clear', law: law44('2(1)') },
    'no-hardship': {
      zh: '不先予执行不会严重影响申请人的生活',
      en: 'Without it the applicant’s life is not seriously affected',
      law: law44('2(2)'),
    },
  } satisfies Record<string, Ground>),
  recuse: codeList({
    relative: {
      zh: '是本案当事人或者当事人、代理人的近亲属',
      en: 'A party, or a close relative of a party or an agent',
      law: law33(1),
    },
    interest: { zh: '与本案有利害关系', en: 'Has an interest in the case', law: law33(2) },
    relation: {
      zh: '与本案当事人、代理人有其他关系，可能影响公正裁决',
      en: 'Has another relation with a party or an agent that may affect fairness',
      law: law33(3),
    },
    contact: {
      zh: '私自会见当事人、代理人，或者接受当事人、代理人的请客送礼',
      en: 'Met a party or an agent in private, or took gifts or hospitality',
      law: law33(4),
    },
  } satisfies Record<string, Ground>),
};
export type DecisionWithGrounds = keyof typeof grounds;

/** A ground in words, with its article; undefined if the decision has no such ground. */
export function groundName(decision: unknown, code: unknown): Text | undefined {
  if (!Object.hasOwn(grounds, String(decision))) return undefined;
  const { rows } = grounds[decision as DecisionWithGrounds] as { rows: Record<string, Ground> };
  if (!Object.hasOwn(rows, String(code))) return undefined;
  const { zh, en, law } = rows[String(code)]!;
  return { zh: `${zh}（${law.zh}）`, en: `${en} (${law.en})` };
}
