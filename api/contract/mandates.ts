import { z } from 'zod';
import { agentKinds, capacities } from '../../domain/capacities';
import { codeField, textField } from '../../domain/fields';
import { powers } from '../../domain/mandates';
import { mandateTerms } from './codes';
import { id, instant, person, reason } from './common';
import { oneTimeCode, sentCode } from './contacts';
import { operation } from './operation';
import { sessionSchema } from './sessions';

const tag = 'cases';
const side = z.enum(['worker', 'employer']);
/** The mandates of one case: those of each side's agents. */
const known = { none: 'It is looked up among the mandates of the case' };

const mandateRow = z
  .strictObject({
    id,
    case: z.string(),
    side,
    principal: z.string(),
    agent: z.string(),
    capacity: codeField(capacities),
    firm: z.string().optional(),
    /** Whether the agent acts from an account; otherwise by a tracking code. */
    account: z.boolean(),
    powers: z.array(codeField(powers)),
    from: instant,
    until: instant.optional(),
    paper: id.optional(),
    /** Who recorded it from paper; absent: the party gave it. */
    recordedBy: person.optional(),
    endedAt: instant.optional(),
    /** Whether the caller can revoke or lay it down. */
    ends: z.boolean(),
  })
  .meta({ id: 'Mandate' });

export const listMandates = operation({
  id: 'listMandates',
  tag,
  method: 'get',
  path: '/cases/{number}/mandates',
  permission: 'case.read',
  target: { path: { number: 'case' } },
  /** `gives`: whether the caller can give one, and the end of the number to which their one-time code goes. */
  answer: z.strictObject({ rows: z.array(mandateRow), gives: z.boolean(), tail: z.string().optional() }),
  summary: {
    zh: '案件的授权委托：当事人只见本方的',
    en: 'The mandates in a case: a party sees those of its own side',
  },
});
export const sendMandateCode = operation({
  id: 'sendMandateCode',
  tag,
  method: 'post',
  path: '/cases/{number}/mandates/code',
  permission: 'document.write',
  target: { path: { number: 'case' } },
  body: z.strictObject({ account: textField(100) }),
  answer: sentCode,
  summary: {
    zh: '获取出具授权委托的一次性验证码（发到本人登记的号码）',
    en: 'Have a one-time code sent to your own number, to give a mandate',
  },
});
export const giveMandate = operation({
  id: 'giveMandate',
  tag,
  method: 'post',
  path: '/cases/{number}/mandates',
  permission: 'document.write',
  target: { path: { number: 'case' } },
  /** `account`: of the agent, whose identity was checked. */
  body: z.strictObject({
    account: textField(100),
    capacity: codeField(agentKinds),
    firm: textField(120).optional(),
    ...mandateTerms,
    paper: id,
    code: oneTimeCode.optional(),
  }),
  answer: mandateRow,
  status: 201,
  summary: {
    zh: '当事人本人向代理人出具授权委托，写明权限、期限，附授权委托书',
    en: 'A party gives a mandate to an agent: powers, last day and the power of attorney',
  },
});
export const endMandate = operation({
  id: 'endMandate',
  tag,
  method: 'post',
  path: '/cases/{number}/mandates/{mandate}/revocation',
  permission: 'document.write',
  target: { path: { number: 'case', mandate: known } },
  body: z.strictObject({ reason }),
  answer: mandateRow,
  summary: {
    zh: '撤销本方的授权委托，或者代理人辞去委托：代理人随即不能再办理',
    en: 'Revoke a mandate of one’s own side, or lay down one’s own: the agent’s rights end at once',
  },
});
export const ownMandates = operation({
  id: 'ownMandates',
  tag,
  method: 'get',
  path: '/mandates',
  permission: 'signedIn',
  target: { none: 'Those given to the caller’s own account' },
  answer: z.strictObject({
    rows: z.array(
      z.strictObject({
        id,
        case: z.string(),
        title: z.string(),
        side,
        principal: z.string(),
        until: instant.optional(),
      }),
    ),
  }),
  summary: { zh: '本人账号代理的案件', en: 'The cases in which the caller’s account is an agent' },
});
export const actByMandate = operation({
  id: 'actByMandate',
  tag: 'sessions',
  method: 'put',
  path: '/sessions/current/mandate',
  permission: 'signedIn',
  target: { none: 'A mandate of the caller’s own account' },
  keyed: false,
  body: z.strictObject({ mandate: id }),
  answer: sessionSchema,
  summary: {
    zh: '以代理人身份办理一件案件：这次登录只见该案，并只有委托写明的权限',
    en: 'Act in a case by a mandate: the session sees that case alone, with the powers that the mandate names',
  },
});
export const actAsOneself = operation({
  id: 'actAsOneself',
  tag: 'sessions',
  method: 'delete',
  path: '/sessions/current/mandate',
  permission: 'signedIn',
  target: { none: 'The caller’s own session' },
  keyed: false,
  answer: sessionSchema,
  summary: { zh: '回到自己的账号', en: 'Go on as oneself' },
});
