import { codeList } from '../codeList';
import { isDay, toDay, type Day } from '../limits/dates';
import type { Side } from '../reach';
import { roles } from '../roles';
import type { Lang } from '../text';

/** The kinds of evidence (CPL art. 66; by Rules33 art. 18 in arbitration too). */
export const evidenceKinds = codeList({
  documentary: { zh: '书证', en: 'Documentary evidence' },
  physical: { zh: '物证', en: 'Physical evidence' },
  'audio-visual': { zh: '视听资料', en: 'Audio-visual material' },
  electronic: { zh: '电子数据', en: 'Electronic data' },
  witness: { zh: '证人证言', en: 'Testimony of a witness' },
  appraisal: { zh: '鉴定意见', en: 'Opinion of an appraiser' },
  inspection: { zh: '勘验笔录', en: 'Record of an inspection' },
  statement: { zh: '当事人陈述', en: 'Statement of a party' },
});

/** The opinion of the other side on an item (质证). */
export const evidenceOpinions = codeList({
  accepted: { zh: '认可', en: 'Accepted' },
  genuineness: { zh: '对真实性有异议', en: 'Genuineness is disputed' },
  legality: { zh: '对合法性有异议', en: 'Legality is disputed' },
  relevance: { zh: '对关联性有异议', en: 'Relevance is disputed' },
  weight: { zh: '对证明目的有异议', en: 'What it proves is disputed' },
});

/** What is decided on evidence that came late (Rules33 art. 15). */
export const lateRulings = codeList({
  admitted: { zh: '理由成立，予以采纳', en: 'The reason is good: admitted' },
  reprimanded: { zh: '采纳，予以训诫', en: 'Admitted, with a reprimand' },
  excluded: { zh: '不予采纳', en: 'Not admitted' },
});

/** An item of evidence: who gave it, what it is to prove, and what was said of it. */
export interface Evidence {
  number: number;
  by: Side;
  kind: string;
  name: string;
  proves: string;
  source?: string;
  original?: boolean;
  files?: string[];
  on: Day;
  /** It came after the evidence period. */
  late?: boolean;
  lateReason?: string;
  opinion?: { stand: string; words?: string; on: Day };
  ruling?: { ruling: string; words?: string; on: Day };
}

type Item = Omit<Evidence, 'number' | 'by' | 'on' | 'late' | 'lateReason' | 'opinion' | 'ruling' | 'original'> & {
  copy?: string;
};
/** What a side, or the tribunal, has done about the evidence. */
export interface EvidenceStep {
  step?: string;
  by?: string;
  on?: unknown;
  /** The end of the evidence period, if one was set. */
  until?: unknown;
  items?: (Item | null)[] | null;
  lateReason?: string | null;
  opinions?: ({ number?: unknown; stand?: string; words?: string } | null)[] | null;
  rulings?: ({ number?: unknown; ruling?: string; words?: string } | null)[] | null;
}

const listOf = <T>(given: (T | null)[] | null | undefined): T[] => (given ?? []).filter((each) => each !== null);
const worded = (words: string | undefined) => (words ? { words } : {});

/**
 * The evidence of a case after a step: items are numbered through and marked if they come after the evidence period;
 * each side gives its opinion on the items of the other, and the tribunal decides on late ones (Rules33 art. 13–18).
 */
export function evidenceAfter(known: readonly Evidence[], { step, by, on, until, ...said }: EvidenceStep): Evidence[] {
  const today = toDay(on);
  if (step === 'submit') {
    const late = isDay(until) && today > until;
    return [
      ...known,
      ...listOf(said.items).map(({ copy, ...item }, index): Evidence => ({
        ...item,
        number: known.length + index + 1,
        by: by as Side,
        original: copy !== 'copy',
        on: today,
        ...(late && { late, ...(said.lateReason && { lateReason: said.lateReason }) }),
      })),
    ];
  }
  const opinions = new Map(listOf(said.opinions).map((each) => [Number(each.number), each]));
  const rulings = new Map(listOf(said.rulings).map((each) => [Number(each.number), each]));
  return known.map((each) => {
    const [opinion, ruling] = [opinions.get(each.number), rulings.get(each.number)];
    if (step === 'examine' && opinion?.stand && each.by !== by)
      return { ...each, opinion: { stand: opinion.stand, ...worded(opinion.words), on: today } };
    if (step === 'rule' && ruling?.ruling && each.late)
      return { ...each, ruling: { ruling: ruling.ruling, ...worded(ruling.words), on: today } };
    return each;
  });
}

/** The most items that are offered to choose from. */
const mostOffered = 200;

/** Items to choose from: those of the other side that wait for an opinion, or the late ones that wait for a decision. */
export function evidenceOptions(
  known: readonly Evidence[],
  by: string,
): { value: string; label: string; label_en: string }[] {
  const open = known.filter((each) => (by === 'tribunal' ? each.late && !each.ruling : each.by !== by));
  return open.slice(0, mostOffered).map(({ number, name }) => {
    const label = `${number} ${name}`;
    return { value: String(number), label, label_en: label };
  });
}

const partyName = (by: Side, lang: Lang): string =>
  lang === 'zh' ? roles.name(by, lang) : roles.name(by, lang).toLowerCase();

/** The list of evidence (证据清单) of one side or of both, a line for each item. */
export function evidenceInWords(known: readonly Evidence[], lang: Lang = 'zh', of?: string): string[] {
  return known
    .filter(({ by }) => !of || by === of)
    .map((each) => {
      const { number, by, kind, name, proves, source, original, on, late, lateReason, opinion, ruling } = each;
      const zh = lang === 'zh';
      const parts = [
        `${number}${zh ? '、' : '. '}${zh ? `〔${partyName(by, lang)}〕` : `[${partyName(by, lang)}] `}${evidenceKinds.has(kind) ? evidenceKinds.name(kind, lang) : kind}${zh ? '：' : ': '}${name}${zh ? (original ? '（原件）' : '（复制件）') : original ? ' (original)' : ' (copy)'}`,
        zh ? `证明目的：${proves}` : `to prove: ${proves}`,
        ...(source ? [zh ? `来源：${source}` : `source: ${source}`] : []),
        zh ? `${on}提交` : `submitted on ${on}`,
        ...(late
          ? [
              zh
                ? `逾期提供，${lateReason ? `理由：${lateReason}` : '未说明理由'}${ruling ? '' : '；理由不成立的，可以不予采纳，或者采纳但予以训诫（办案规则第15条）'}`
                : `late, ${lateReason ? `because: ${lateReason}` : 'without a reason'}${ruling ? '' : '; without a good reason it may be excluded, or admitted with a reprimand (Rules33 art. 15)'}`,
            ]
          : []),
        ...(opinion
          ? [
              `${zh ? '质证意见：' : 'opinion of the other side: '}${evidenceOpinions.has(opinion.stand) ? evidenceOpinions.name(opinion.stand, lang) : opinion.stand}${opinion.words ? `${zh ? '，' : ', '}${opinion.words}` : ''}`,
            ]
          : []),
        ...(ruling
          ? [
              `${zh ? '处理：' : 'decided: '}${lateRulings.has(ruling.ruling) ? lateRulings.name(ruling.ruling, lang) : ruling.ruling}${ruling.words ? `${zh ? '，' : ', '}${ruling.words}` : ''}`,
            ]
          : []),
      ];
      return parts.join(zh ? '；' : '; ');
    });
}

/** The functions of evidence for FEEL. */
export const evidenceFunctions = () => ({
  'evidence after': (known: Evidence[] | null, step: EvidenceStep | null) => evidenceAfter(known ?? [], step ?? {}),
  'evidence options': (known: Evidence[] | null, by: string) => evidenceOptions(known ?? [], by),
  'evidence in words': (known: Evidence[] | null, lang?: string | null, of?: string | null) =>
    evidenceInWords(known ?? [], lang === 'en' ? 'en' : 'zh', of ?? undefined),
});
