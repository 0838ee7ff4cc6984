import { codeList } from '../codeList';
import type { Source } from '../limits/citation';
import type { Text } from '../text';

/**
 * Who serves: the commission under its rules, a court under court procedure, or a party that tells the other something,
 * which counts from its arrival (民法典 art. 137).
 */
export const servers = ['commission', 'court', 'party'] as const;
export type Server = (typeof servers)[number];

const rules33 = (article: string): Source => ({ law: '劳动人事争议仲裁办案规则(人社部令第33号)', article });
const civilCode = (article: string): Source => ({ law: '民法典', article });
const procedure = (article: string): Source => ({ law: '民事诉讼法(2023修正)', article });

interface MethodTraits extends Text {
  /** The rule that determines the day, in words. */
  rule: Record<Server, Text>;
  source: Record<Server, readonly Source[]>;
  /** The limit after which the paper counts as served, counted from the day of the act; absent: that day itself. */
  deems?: Partial<Record<Server, string>>;
  /** Whether the form asks for a file as proof: the slip, a photo or video, the record of arrival, the notice. */
  proof?: true;
}

const received: Text = {
  zh: '以受送达人签收的日期为送达日期',
  en: 'served on the day on which the recipient signed for it',
};
const slip: Text = { zh: '以回执上注明的收件日期为送达日期', en: 'served on the day of receipt noted on the slip' };
const arrival: Text = {
  zh: '以送达信息到达受送达人特定系统的日期为送达日期',
  en: 'served on the day on which it arrived in the recipient’s system',
};
const three: Text = {
  zh: '自留置、张贴之日起经过三个工作日视为送达',
  en: 'counts as served three working days after it was left or posted up',
};
const left: Text = { zh: '留置并记录过程，即视为送达', en: 'counts as served when left and the leaving is recorded' };
const notice: Text = {
  zh: '自发出公告之日起经过三十日视为送达',
  en: 'counts as served thirty days after the notice was published',
};
const arrived: Text = {
  zh: '以到达对方的日期为准',
  en: 'counts from the day on which it reached the other side',
};
const known: Text = {
  zh: '以进入对方指定系统，或者对方知道的日期为准',
  en: 'counts from the day on which it entered the system that the other side named, or on which it knew of it',
};
const between = civilCode('137');
const each = <T>(commission: T, court = commission, party = commission): Record<Server, T> => ({
  commission,
  court,
  party,
});

/** The methods of service (送达方式), and how each determines the day. */
export const serviceMethods = codeList({
  'in-person': {
    zh: '直接送达',
    en: 'In person',
    rule: each(received, received, arrived),
    source: each([rules33('20(1)')], [procedure('87'), procedure('88')], [between]),
  },
  post: {
    zh: '邮寄送达',
    en: 'By post',
    rule: each(slip, slip, arrived),
    source: each([rules33('20(3)'), procedure('91')], [procedure('91')], [between]),
    proof: true,
  },
  electronic: {
    zh: '电子送达',
    en: 'Electronic',
    rule: each(arrival, arrival, known),
    source: each([rules33('20(3)'), rules33('59'), procedure('90')], [procedure('90')], [between]),
    proof: true,
  },
  left: {
    zh: '留置送达',
    en: 'Left at the address',
    rule: each(three, left),
    source: each([rules33('20(2)'), rules33('80')], [procedure('89')]),
    deems: { commission: 'service-posted' },
    proof: true,
  },
  'posted-up': {
    zh: '张贴送达',
    en: 'Posted up at the address',
    rule: each(three, left),
    source: each([rules33('20(2)'), rules33('80')], [procedure('89')]),
    deems: { commission: 'service-posted' },
    proof: true,
  },
  entrusted: {
    zh: '委托送达',
    en: 'By another body entrusted with it',
    rule: each(received),
    source: each([rules33('20(3)'), procedure('91')], [procedure('91')]),
    proof: true,
  },
  'public-notice': {
    zh: '公告送达',
    en: 'Public notice',
    rule: each(notice),
    source: each([rules33('20(3)'), procedure('95')], [procedure('95')]),
    deems: { commission: 'service-public-notice', court: 'service-public-notice' },
    proof: true,
  },
} satisfies Record<string, MethodTraits>);
export type ServiceMethod = (typeof serviceMethods.codes)[number];

export const methodTraits = (method: ServiceMethod): MethodTraits => serviceMethods.rows[method];
