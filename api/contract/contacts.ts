import { z } from 'zod';
import { codeField, phoneField, textField } from '../../domain/fields';
import { identificationMeans } from '../../domain/identification';
import { instant } from './common';
import { operation } from './operation';

const own = 'The caller’s own contact';
/** A one-time code as it is typed. */
export const oneTimeCode = z.string().regex(/^\d{6}$/);

/** Of the number only its end is shown. */
const contact = z.strictObject({ tail: z.string(), since: instant });
/** The same whatever becomes of the message. */
export const sentCode = z
  .strictObject({
    /** The end of the number. */
    tail: z.string(),
    expiresAt: instant,
    /** After how many seconds another one may be requested. */
    again: z.number().int(),
  })
  .meta({ id: 'SentCode' });
export type SentCode = z.infer<typeof sentCode>;

export const readContact = operation({
  id: 'readContact',
  tag: 'sessions',
  method: 'get',
  path: '/sessions/current/contact',
  permission: 'signedIn',
  target: { none: own },
  answer: z.strictObject({
    contact: contact.optional(),
    /** Whether the caller may enter one: the owner of an account whose identity was checked. */
    enters: z.boolean(),
  }),
  summary: { zh: '本人的联系号码', en: 'The number at which the caller receives codes' },
});
export const sendContactCode = operation({
  id: 'sendContactCode',
  tag: 'sessions',
  method: 'post',
  path: '/sessions/current/contact/code',
  permission: 'signedIn',
  target: { none: own },
  keyed: false,
  body: z.strictObject({ phone: phoneField, password: z.string().min(1).max(200) }),
  answer: sentCode,
  summary: { zh: '向新的联系号码发送验证码', en: 'Send a code to the number that is to become the contact' },
});
export const setContact = operation({
  id: 'setContact',
  tag: 'sessions',
  method: 'put',
  path: '/sessions/current/contact',
  permission: 'signedIn',
  target: { none: own },
  /** `proof`: what `proof` of readSecurity asks for. */
  body: z.strictObject({ phone: phoneField, code: oneTimeCode, proof: z.string().min(6).max(40).optional() }),
  answer: contact,
  summary: { zh: '登记或更换本人的联系号码', en: 'Enter or change the caller’s contact' },
});

/** What staff record of a contact: the number that the person gave, and how they were identified. */
export const recordedContact = {
  phone: phoneField,
  means: codeField(identificationMeans),
  note: textField(500).optional(),
};
export const recordContact = operation({
  id: 'recordContact',
  tag: 'cases',
  method: 'put',
  path: '/cases/{number}/codes/{code}/contact',
  permission: 'case.code',
  target: { path: { number: 'case', code: { none: 'It is looked up among the codes of the case' } } },
  body: z.strictObject(recordedContact),
  answer: contact,
  summary: {
    zh: '登记查询码持有人本人提供的联系号码（记明如何核验身份）',
    en: 'Record the contact that the holder of a tracking code gave, and how that person was identified',
  },
});
export const sendTaskCode = operation({
  id: 'sendTaskCode',
  tag: 'tasks',
  method: 'post',
  path: '/tasks/{id}/code',
  permission: 'task.act',
  target: { path: { id: 'task' } },
  body: z.strictObject({}),
  answer: sentCode,
  summary: {
    zh: '向本人的联系号码发送验证码，用于确认这项待办中约束本方的行为',
    en: 'Send a code to the caller’s contact, to confirm what binds their side on this task',
  },
});
