import { codeList } from './codeList';

/** Languages that a party may speak, by ISO 639-3; a mediator who speaks them is chosen. */
export const languages = codeList({
  cmn: { zh: '普通话', en: 'Mandarin' },
  'cmn-jianghuai': { zh: '江淮官话', en: 'Jianghuai Mandarin' },
  'cmn-zhongyuan': { zh: '中原官话', en: 'Central Plains Mandarin' },
  wuu: { zh: '吴语', en: 'Wu' },
  gan: { zh: '赣语', en: 'Gan' },
  czh: { zh: '徽语', en: 'Huizhou' },
  csl: { zh: '手语', en: 'Chinese sign language' },
  uig: { zh: '维吾尔语', en: 'Uyghur' },
  bod: { zh: '藏语', en: 'Tibetan' },
  iii: { zh: '彝语', en: 'Yi' },
  eng: { zh: '英语', en: 'English' },
});
export type Language = (typeof languages.codes)[number];
