import { filledTemplate } from '../../domain/noticeTemplates';
import { somethingNew, untilWhen } from '../../domain/noticeTexts';
import type { Lang, Text } from '../../domain/text';
import { noticeTextsInForce, type Notice } from '../../models';

/** What may leave Heyi of a notice: its title, then one sentence a line. */
export interface Words {
  title: Text;
  lines: Text[];
}

/**
 * Of what is not open only that there is news, and the day. A text that a process made may quote what people wrote, so
 * parties read it in the pages alone; what is said about a step comes from its model.
 */
export function wordsOf({ case: number, kind, title, text, day, why, compartment = 'open' }: Notice, staff = false) {
  const open = compartment === 'open';
  const said: Words = {
    title: inOneLine(open ? title! : somethingNew),
    lines: [
      ...(number ? [{ zh: `案件：${number}`, en: `Case: ${number}` }] : []),
      ...(open && text && (staff || kind) ? [inOneLine(text)] : []),
      ...(day ? [untilWhen({ day, why: open ? why : undefined })] : []),
    ],
  };
  return said;
}

/** Where to look: the address of the pages, or a link to the step. */
interface Where {
  site?: string;
  link?: string;
}

/** What is read over shoulders and on locked screens: that there is something in a case and until when, and no more. */
export async function inShort({ case: number = '', day = '' }: Notice, lang: Lang, { site, link }: Where = {}) {
  const template = link ? 'textLink' : day ? 'textUntil' : 'textNews';
  return filledTemplate((await noticeTextsInForce())[template][lang], {
    case: number,
    day,
    link: link ?? '',
    site: !site ? '' : lang === 'zh' ? `：${site}` : ` at ${site}`,
    until: !day ? '' : lang === 'zh' ? `（最后一日${day}）` : ` (last day ${day})`,
  });
}

/** Where the whole of it can be read. */
export function whereOf(number: string | undefined, staff: boolean, site: string | undefined): Text[] {
  const at = site && (number ? `${site}/${staff ? 'cases' : 'my'}/${number}` : site);
  return [
    {
      zh: `登录和议查看${at ? `：${at}` : ''}`,
      en: `Sign in to Heyi to read it${at ? `: ${at}` : ''}`,
    },
  ];
}

/** One language, or both. */
export const inLanguage = ({ zh, en }: Text, language: Lang | undefined, between: string): string =>
  language ? { zh, en }[language] : `${zh}${between}${en}`;

const oneLine = (text: string): string => text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();
const inOneLine = ({ zh, en }: Text): Text => ({ zh: oneLine(zh), en: oneLine(en) });
