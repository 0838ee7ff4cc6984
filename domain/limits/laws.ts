import type { Lang } from '../text';
import type { Source } from './citation';

/** English titles of the laws on which the limits are based, by the Chinese titles used in the data. */
const titles: Record<string, string> = {
  劳动争议调解仲裁法: 'Labour Dispute Mediation and Arbitration Law',
  '劳动人事争议仲裁办案规则(人社部令第33号)': 'Rules of Arbitration of Labour and Personnel Disputes (Order 33)',
  '劳动人事争议仲裁组织规则(人社部令第34号)': 'Rules of Organisation of Arbitration (Order 34)',
  '企业劳动争议协商调解规定(人社部令第17号)':
    'Provisions on Negotiation and Mediation of Enterprise Labour Disputes (Order 17)',
  '安徽省劳动人事争议调解仲裁条例(2026-05-01起施行)':
    'Anhui Regulations on Mediation and Arbitration of Labour and Personnel Disputes (in force 2026-05-01)',
  '民事诉讼法(2023修正)': 'Civil Procedure Law (2023)',
  '最高人民法院关于适用民事诉讼法的解释(2022修正)':
    'Supreme People’s Court, Interpretation of the Civil Procedure Law (2022)',
  '最高人民法院关于审理劳动争议案件适用法律问题的解释(一)(法释〔2020〕26号)':
    'Supreme People’s Court, Interpretation on Labour Disputes (I)',
  '最高人民法院关于审理劳动争议案件适用法律问题的解释(二)(法释〔2025〕12号)':
    'Supreme People’s Court, Interpretation on Labour Disputes (II)',
  最高人民法院关于人民法院特邀调解的规定: 'Supreme People’s Court, Provisions on Invited Mediation',
  '人民法院在线调解规则(法释〔2021〕23号)': 'Supreme People’s Court, Rules on Online Mediation',
  '法释〔2003〕13号': 'Supreme People’s Court, Fa Shi [2003] No. 13',
  人民调解法: 'People’s Mediation Law',
  民法典: 'Civil Code',
  公务员法: 'Civil Servant Law',
  劳动保障监察条例: 'Regulations on Labour and Social Security Inspection',
  诉讼费用交纳办法: 'Measures on the Payment of Litigation Costs',
  '最高人民法院关于人民调解协议司法确认程序的若干规定(法释〔2011〕5号)':
    'Supreme People’s Court, Provisions on Judicial Confirmation of People’s Mediation Agreements',
};

/** A law's title. A law that is not in the list keeps its Chinese title in English too. */
export function lawTitle(law: string, lang: Lang): string {
  return lang === 'zh' ? law : (titles[law] ?? law);
}

/** The citation of an article: 《民事诉讼法(2023修正)》第85(3)条; Civil Procedure Law (2023), art. 85(3). */
export const cite = ({ law, article }: Source, lang: Lang): string => citeLaw(law, [article], lang);

/** The citation of several articles, grouped by law: 《劳动争议调解仲裁法》第47条、第48条；《民事诉讼法(2023修正)》第126条. */
export function citeAll(sources: readonly Source[], lang: Lang): string {
  const laws = [...new Set(sources.map(({ law }) => law))];
  return laws
    .map((law) =>
      citeLaw(
        law,
        sources.filter((source) => source.law === law).map(({ article }) => article),
        lang,
      ),
    )
    .join(lang === 'zh' ? '；' : '; ');
}

const citeLaw = (law: string, articles: readonly string[], lang: Lang): string =>
  lang === 'zh'
    ? `《${law}》${articles.map((article) => `第${article}条`).join('、')}`
    : `${lawTitle(law, 'en')}, art. ${articles.join(', ')}`;
