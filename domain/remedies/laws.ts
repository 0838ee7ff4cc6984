import type { Source } from '../limits/citation';

/** The laws on which remedies are based, by the titles under which they are cited (domain/limits/laws.ts). */
const of =
  (title: string) =>
  (article: string): Source => ({ law: title, article });

export const law = of('劳动争议调解仲裁法');
export const rules33 = of('劳动人事争议仲裁办案规则(人社部令第33号)');
export const rules17 = of('企业劳动争议协商调解规定(人社部令第17号)');
export const anhui = of('安徽省劳动人事争议调解仲裁条例(2026-05-01起施行)');
export const civilProcedure = of('民事诉讼法(2023修正)');
export const interpretation1 = of('最高人民法院关于审理劳动争议案件适用法律问题的解释(一)(法释〔2020〕26号)');
export const interpretation2 = of('最高人民法院关于审理劳动争议案件适用法律问题的解释(二)(法释〔2025〕12号)');
export const mediationLaw = of('人民调解法');
export const costs = of('诉讼费用交纳办法');
export const confirmationRules = of('最高人民法院关于人民调解协议司法确认程序的若干规定(法释〔2011〕5号)');
