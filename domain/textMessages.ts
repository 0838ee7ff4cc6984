import type { Lang, Text } from './text';

/** No text message is longer: seven parts of 67 characters, which every network joins. */
export const LONGEST_TEXT = 469;
const LONGEST_VALUE = 60;

/**
 * The text messages that are sent. Each begins with the sender's name in brackets, as gateways require it, says what it
 * is about, and what to do if one did not ask for it.
 */
const templates = {
  code: {
    zh: '【和议】验证码{code}，用于{purpose}，{minutes}分钟内有效。请只在和议页面输入，工作人员不会向您索要；不是本人办理的，请勿告诉任何人。',
    en: '[Heyi] Your code is {code}, for {purpose}, valid for {minutes} minutes. Enter it only on Heyi’s own page: staff never ask for it. If you did not ask for it, tell it to nobody.',
  },
  'contact-added': {
    zh: '【和议】这个号码已登记为您本人的联系方式{about}，签署、同意等行为的验证码将发到这里。不是您本人登记的，请联系承办机构。',
    en: '[Heyi] This number is now your contact{about}: codes for signing and consenting come here. If you did not give it, tell the organisation in charge.',
  },
  'contact-changed': {
    zh: '【和议】您登记的联系号码已更换为尾号{tail}的号码{about}，今后的验证码发到新号码。不是您本人更换的，请立即联系承办机构。',
    en: '[Heyi] Your contact has been changed to the number ending in {tail}{about}; codes go there from now on. If you did not change it, tell the organisation in charge at once.',
  },
  'tracking-code': {
    zh: '【和议】您的案件{number}的查询码是{code}，凭案件编号和查询码登录。工作人员看不到它，也不会向您索要，请勿告诉任何人。',
    en: '[Heyi] The tracking code of your case {number} is {code}: sign in with the case number and this code. Staff cannot see it and never ask for it; tell it to nobody.',
  },
  'temporary-password': {
    zh: '【和议】您的账号{account}的临时密码是{password}，{hours}小时内有效，登录后须立即设置新密码。不是您本人申请的，请联系管理员，勿告诉任何人。',
    en: '[Heyi] The temporary password of your account {account} is {password}, valid for {hours} hours; choose a new one when you sign in. If you did not ask for it, tell your administrator and nobody else.',
  },
} satisfies Record<string, Text>;
export type TextTemplate = keyof typeof templates;

/** The text of a message: values are cut to a length, and line breaks in them become spaces. */
export const textOf = (template: TextTemplate, language: Lang, values: Record<string, string>): string =>
  filled(templates[template][language], values).slice(0, LONGEST_TEXT);

/** A template with its values in place of their names in braces, each in one line and cut to a length. */
export const filled = (template: string, values: Record<string, string>, longest = LONGEST_VALUE): string =>
  template.replaceAll(/\{(\w+)\}/g, (_, name: string) => inOneLine(values[name] ?? '', longest));

const inOneLine = (value: string, longest: number): string =>
  [...value.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')].slice(0, longest).join('');
