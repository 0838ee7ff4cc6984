import { codeList } from './codeList';

/**
 * Sections of GB/T 4754-2017, the national classification of economic activities. `focus`: an industry that is
 * monitored more closely for disputes.
 */
export const industries = codeList({
  A: { zh: '农、林、牧、渔业', en: 'Agriculture, forestry, animal husbandry and fishery', focus: false },
  B: { zh: '采矿业', en: 'Mining', focus: false },
  C: { zh: '制造业', en: 'Manufacturing', focus: true },
  D: { zh: '电力、热力、燃气及水生产和供应业', en: 'Electricity, heat, gas and water supply', focus: false },
  E: { zh: '建筑业', en: 'Construction', focus: true },
  F: { zh: '批发和零售业', en: 'Wholesale and retail trade', focus: true },
  G: { zh: '交通运输、仓储和邮政业', en: 'Transport, storage and postal services', focus: true },
  H: { zh: '住宿和餐饮业', en: 'Lodging and catering', focus: true },
  I: { zh: '信息传输、软件和信息技术服务业', en: 'Information transmission, software and IT services', focus: false },
  J: { zh: '金融业', en: 'Finance', focus: false },
  K: { zh: '房地产业', en: 'Real estate', focus: false },
  L: { zh: '租赁和商务服务业', en: 'Leasing and business services', focus: false },
  M: { zh: '科学研究和技术服务业', en: 'Scientific research and technical services', focus: false },
  N: { zh: '水利、环境和公共设施管理业', en: 'Water conservancy, environment and public facilities', focus: false },
  O: { zh: '居民服务、修理和其他服务业', en: 'Household, repair and other services', focus: false },
  P: { zh: '教育', en: 'Education', focus: false },
  Q: { zh: '卫生和社会工作', en: 'Health and social work', focus: false },
  R: { zh: '文化、体育和娱乐业', en: 'Culture, sports and entertainment', focus: false },
  S: {
    zh: '公共管理、社会保障和社会组织',
    en: 'Public administration, social security and social organisations',
    focus: false,
  },
  T: { zh: '国际组织', en: 'International organisations', focus: false },
});
export type Industry = (typeof industries.codes)[number];
