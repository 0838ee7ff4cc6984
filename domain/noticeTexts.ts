import { acts } from './acts';
import type { Derivation } from './limits/derive';
import { explain } from './limits/explain';
import type { Offer } from './offers';
import { filledTemplate, type NoticeTexts } from './noticeTemplates';
import type { Lang, Text } from './text';

/** What a notice tells somebody, beside its title: what it is about, what they can do, until when, and why that day. */
export interface Told {
  title: Text;
  text: Text;
  /** The last day, in Asia/Shanghai. */
  day?: string;
  why?: Text;
}

/** A step as a notice names it: by its model, never by what anybody entered. */
export interface ToldStep {
  name: string;
  nameEn?: string;
  acts: readonly Pick<Offer, 'code' | 'primary'>[];
}

/** A step waits for a side, or its time ends soon. */
export function tellStep(kind: 'waits' | 'nears', step: ToldStep, texts: NoticeTexts): Pick<Told, 'title' | 'text'> {
  const say = (template: Text): Text => ({ zh: sayIn(template, step, 'zh'), en: sayIn(template, step, 'en') });
  return { title: say(texts[`${kind}Title`]), text: say(texts[`${kind}Text`]) };
}

const sayIn = (template: Text, { name, nameEn, acts: offered }: ToldStep, lang: Lang): string =>
  filledTemplate(template[lang], { step: lang === 'zh' ? name : (nameEn ?? name), acts: namesOf(offered, lang) });

/** What leaves Heyi about something that is not open: that there is news, and nothing of it. */
export const somethingNew: Text = { zh: '案件有新的消息', en: 'There is news in your case' };

const MOST = 6;

function namesOf(offered: ToldStep['acts'], lang: Lang): string {
  const codes = [...offered].sort((a, b) => Number(b.primary) - Number(a.primary)).slice(0, MOST);
  if (codes.length === 0) return lang === 'zh' ? '办理这一步' : 'complete this step';
  return [...new Set(codes.map(({ code }) => acts.name(code, lang)))].join(lang === 'zh' ? '、' : '; ');
}

/** Until when and why that day, in one sentence; empty if there is no limit. */
export function untilWhen({ day, why }: Pick<Told, 'day' | 'why'>): Text {
  if (!day) return { zh: '', en: '' };
  return {
    zh: `最后一日：${day}。${why ? `为什么是这一天：${why.zh}` : ''}`,
    en: `Last day: ${day}.${why ? ` Why that day: ${why.en}` : ''}`,
  };
}

/**
 * Why a limit ends on its day, without the reasons that people gave for an extension or a stop: a notice leaves Heyi.
 * Undefined for a date that was not derived from the law.
 */
export function whyThatDay(basis: Record<string, unknown> | undefined, due: Date): Text | undefined {
  if (!basis || !('sources' in basis)) return undefined;
  const { extensions, stops, ...rest } = basis as unknown as Derivation;
  const derivation: Derivation = {
    ...rest,
    due: due.toISOString(),
    extensions: extensions.map((extension) => ({ ...extension, reason: undefined })),
    stops: stops.map((stop) => ({ ...stop, reason: undefined })),
  };
  return { zh: explain(derivation, 'zh'), en: explain(derivation, 'en') };
}
