import { somethingNew, untilWhen } from '../../domain/noticeTexts';
import type { Lang, Text } from '../../domain/text';
import type { Notice } from '../../models';

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

/** One language, or both. */
export const inLanguage = ({ zh, en }: Text, language: Lang | undefined, between: string): string =>
  language ? { zh, en }[language] : `${zh}${between}${en}`;

const oneLine = (text: string): string => text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();
const inOneLine = ({ zh, en }: Text): Text => ({ zh: oneLine(zh), en: oneLine(en) });
