import { codeList } from './codeList';

/** Key groups of workers, whose cases have priority (重点群体). */
export const keyGroups = codeList({
  migrant: { zh: '农民工', en: 'Migrant workers' },
  dispatched: { zh: '劳务派遣工', en: 'Dispatched workers' },
  'new-employment': { zh: '新就业形态劳动者', en: 'Workers in new forms of employment' },
  'over-age': { zh: '超龄劳动者', en: 'Workers past retirement age' },
  'maternity-protection': { zh: '女职工（三期）', en: 'Women workers in pregnancy, maternity and nursing' },
  minor: { zh: '未成年工', en: 'Minors' },
  disability: { zh: '残疾职工', en: 'Workers with disabilities' },
});
export type KeyGroup = (typeof keyGroups.codes)[number];
