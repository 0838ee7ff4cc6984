import * as z from 'zod';
import { textField } from './fields';
import { says } from './problems';
import type { Lang, Text } from './text';
import { filled, LONGEST_TEXT } from './textMessages';

/** The words that a template may contain in braces, with what they stand for in a preview. */
export const noticeWords = {
  step: { zh: '答复是否同意', en: 'Agree or not' },
  acts: { zh: '同意调解、不同意调解', en: 'Agree to mediate; Do not agree to mediate' },
  case: { zh: 'AH-340111-2026-000123', en: 'AH-340111-2026-000123' },
  day: { zh: '2026-05-20', en: '2026-05-20' },
  site: { zh: '：https://heyi.example', en: ' at https://heyi.example' },
  until: { zh: '（最后一日2026-05-20）', en: ' (last day 2026-05-20)' },
  link: {
    zh: 'https://heyi.example/l#k3Jx0v9QmZ2bT7cWq5Lr8NfD',
    en: 'https://heyi.example/l#k3Jx0v9QmZ2bT7cWq5Lr8NfD',
  },
} satisfies Record<string, Text>;
type Word = keyof typeof noticeWords;

interface Row extends Text {
  /** Where it is used, for those who edit it. */
  use: Text;
  /** The words it has to contain, and those it may contain besides. */
  needs: readonly Word[];
  may?: readonly Word[];
  /** It is a whole text message, which begins with the sender's name. */
  message?: true;
}

/** The words of notices as shipped; administrators of the province may publish others. */
export const noticeTemplates = {
  waitsTitle: {
    use: { zh: '轮到一方办理：标题', en: 'A step waits for a side: title' },
    needs: ['step'],
    zh: '等您办理：{step}',
    en: 'Waiting for you: {step}',
  },
  waitsText: {
    use: { zh: '轮到一方办理：可以做什么', en: 'A step waits for a side: what to do' },
    needs: ['acts'],
    zh: '打开案件，您可以：{acts}。',
    en: 'Open the case. You can: {acts}.',
  },
  nearsTitle: {
    use: { zh: '期限临近：标题', en: 'Time is running out: title' },
    needs: ['step'],
    zh: '期限临近：{step}',
    en: 'Time is running out: {step}',
  },
  nearsText: {
    use: { zh: '期限临近：可以做什么', en: 'Time is running out: what to do' },
    needs: ['acts'],
    zh: '打开案件，您可以：{acts}。',
    en: 'Open the case. You can: {acts}.',
  },
  textNews: {
    use: { zh: '短信：有新的消息', en: 'Text message: there is news' },
    needs: ['case'],
    may: ['site'],
    message: true,
    zh: '【和议】您的案件{case}有新的消息，请登录和议查看{site}。',
    en: '[Heyi] There is news in your case {case}: sign in to Heyi{site} to read it.',
  },
  textUntil: {
    use: { zh: '短信：有事项待办', en: 'Text message: something is to be done' },
    needs: ['case', 'day'],
    may: ['site'],
    message: true,
    zh: '【和议】您的案件{case}有事项要在{day}前（含当日）办理，请登录和议查看怎样办理{site}。',
    en: '[Heyi] Something in your case {case} is to be done by the end of {day}: sign in to Heyi{site} to see what.',
  },
  textLink: {
    use: {
      zh: '短信：有事项待办，附只能办这一步的链接',
      en: 'Text message: something is to be done, with a link to this step alone',
    },
    needs: ['case', 'link'],
    may: ['until'],
    message: true,
    zh: '【和议】您的案件{case}有一步等您办理{until}，不用登录，点开只给您本人的链接： {link} 请勿转发。约束您的行为还要验证码，工作人员不会索要。',
    en: '[Heyi] A step of your case {case} waits for you{until}. Open it without signing in, by a link for you alone: {link} Do not pass it on. What binds you also needs a code, which staff never ask for.',
  },
} as const satisfies Record<string, Row>;
export type NoticeTemplate = keyof typeof noticeTemplates;
export type NoticeTexts = Record<NoticeTemplate, Text>;

const codes = Object.keys(noticeTemplates) as NoticeTemplate[];
export const shippedNoticeTexts = Object.fromEntries(
  codes.map((code) => [code, { zh: noticeTemplates[code].zh, en: noticeTemplates[code].en }]),
) as NoticeTexts;

const WORD = /\{([^{}]*)\}/g;
const wordsIn = (text: string): string[] => [...text.matchAll(WORD)].map(([, word]) => word!);

/** What is wrong with the text of a template in one language; undefined: nothing. */
export function templateFault(code: NoticeTemplate, lang: Lang, text: string): Text | undefined {
  const { needs, may = [], message }: Row = noticeTemplates[code];
  const used = wordsIn(text);
  const unknown = used.find((word) => ![...needs, ...may].includes(word as Word));
  const missing = needs.find((word) => !used.includes(word));
  const list = [...needs, ...may].map((word) => `{${word}}`).join(' ');
  if (/[{}]/.test(text.replaceAll(WORD, ''))) return { zh: '大括号不成对', en: 'A brace has no counterpart' };
  if (unknown !== undefined)
    return { zh: `没有 {${unknown}} 这个词，可用：${list}`, en: `There is no {${unknown}}; use ${list}` };
  if (missing) return { zh: `必须包含 {${missing}}`, en: `It must contain {${missing}}` };
  // Whoever gets used to addresses in messages follows a false one.
  if (/:\/\/|www\./i.test(text)) return { zh: '不能写网址，请用 {site}', en: 'Write no address; use {site}' };
  if (message && !(lang === 'zh' ? /^【[^【】]+】/ : /^\[[^[\]]+\]/).test(text))
    return {
      zh: '短信须以方括号中的发送人开头：中文用【】，英文用 []',
      en: 'A text message begins with its sender in brackets: 【】 in Chinese, [] in English',
    };
  if (message && filledTemplate(text, sample(lang)).length > LONGEST_TEXT)
    return { zh: `短信不能超过 ${LONGEST_TEXT} 字`, en: `A text message has at most ${LONGEST_TEXT} characters` };
  return undefined;
}

export const sample = (lang: Lang): Record<string, string> =>
  Object.fromEntries(Object.entries(noticeWords).map(([word, value]) => [word, value[lang]]));

const LONGEST_WORD = 300;
/** A template with its words; what they contain is one line of plain text. */
export const filledTemplate = (text: string, words: Record<string, string>): string =>
  filled(text, words, LONGEST_WORD);

const textIn = (code: NoticeTemplate, lang: Lang) =>
  textField(400).superRefine((text, context) => {
    const fault = templateFault(code, lang, text);
    if (fault) context.addIssue({ code: 'custom', message: says(fault.zh, fault.en).error, params: fault });
  });

/** The words of notices as data: every template in both languages, with the words that it may contain. */
export const noticeTextsSchema = z.strictObject(
  Object.fromEntries(
    codes.map((code) => [code, z.strictObject({ zh: textIn(code, 'zh'), en: textIn(code, 'en') })]),
  ) as Record<NoticeTemplate, z.ZodObject<{ zh: z.ZodString; en: z.ZodString }>>,
);
