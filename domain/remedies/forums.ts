import { codeList } from '../codeList';
import type { Source } from '../limits/citation';
import { mediatingKinds, type OrganisationKind } from '../organisations';
import type { Text } from '../text';
import { anhui, civilProcedure, interpretation1, law } from './laws';

/** Which body a remedy is brought to: its kinds of organisation, and how the law finds the one of a case. */
interface Forum extends Text {
  kinds: readonly OrganisationKind[];
  /** Which of them has jurisdiction. */
  which: Text;
  law: readonly Source[];
}

const commissionKinds = ['arbitration-office', 'commission'] as const;

/** Where a party goes with what it may do. */
export const forums = codeList({
  here: {
    zh: '在本页办理',
    en: 'On this page',
    kinds: [],
    which: { zh: '也可以到承办单位当面办理', en: 'Or in person at the organisation that handles the case' },
    law: [],
  },
  mediation: {
    zh: '调解组织',
    en: 'A mediation organisation',
    kinds: mediatingKinds,
    which: { zh: '双方所在地的调解组织均可', en: 'One of the place of either side' },
    law: [law('10')],
  },
  commission: {
    zh: '劳动人事争议仲裁委员会',
    en: 'The arbitration commission',
    kinds: commissionKinds,
    which: {
      zh: '劳动合同履行地或者用人单位所在地的仲裁委员会；分别申请的，由履行地的管辖',
      en: 'That of the place where the contract is performed or of the employer; if both are applied to, the former',
    },
    law: [law('21')],
  },
  tribunal: {
    zh: '审理本案的仲裁庭',
    en: 'The tribunal of the case',
    kinds: commissionKinds,
    which: { zh: '由受理本案的仲裁委员会转交', en: 'Through the commission that accepted the case' },
    law: [],
  },
  'basic-court': {
    zh: '基层人民法院',
    en: 'A basic people’s court',
    kinds: ['basic-court'],
    which: {
      zh: '用人单位所在地或者劳动合同履行地的基层人民法院；履行地不明确的，用人单位所在地',
      en: 'That of the place of the employer or where the contract is performed; if that is unclear, of the employer',
    },
    law: [interpretation1('3')],
  },
  'intermediate-court': {
    zh: '中级人民法院',
    en: 'The intermediate people’s court',
    kinds: ['intermediate-court'],
    which: { zh: '仲裁委员会所在地的中级人民法院', en: 'That of the place of the commission' },
    law: [law('49(1)')],
  },
  'appeal-court': {
    zh: '上一级人民法院',
    en: 'The next higher court',
    kinds: ['intermediate-court'],
    which: {
      zh: '上诉状通过一审法院提出，按对方人数提交副本',
      en: 'The appeal is handed in at the court of first instance, with a copy for each party on the other side',
    },
    law: [civilProcedure('173')],
  },
  'trial-court': {
    zh: '审理本案的人民法院',
    en: 'The court of the case',
    kinds: ['basic-court'],
    which: { zh: '交承办法官或者立案庭', en: 'To the judge or the filing division' },
    law: [],
  },
  enforcement: {
    zh: '执行的人民法院',
    en: 'The court of enforcement',
    kinds: ['basic-court', 'intermediate-court'],
    which: {
      zh: '裁决书、调解书：被执行人住所地或者财产所在地的法院；判决：一审法院或者财产所在地的同级法院',
      en: 'Of an award or mediation document: that of the debtor’s place or property; of a judgment: the court of first instance, or its equal where the property is',
    },
    law: [civilProcedure('235'), law('51')],
  },
  preservation: {
    zh: '仲裁委员会转交人民法院',
    en: 'The commission, which passes it to the court',
    kinds: commissionKinds,
    which: { zh: '由人民法院裁定', en: 'The court decides' },
    law: [anhui('26')],
  },
} satisfies Record<string, Forum>);
export type ForumCode = (typeof forums.codes)[number];

export const forumOf = (code: ForumCode): Forum => forums.rows[code];
