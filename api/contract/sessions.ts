import { z } from 'zod';
import { codeField } from '../../domain/fields';
import { powers } from '../../domain/mandates';
import { roles } from '../../domain/roles';
import { id, instant } from './common';
import { operation } from './operation';
import { permissions } from './permissions';
import { issuedRow, passkeyAnswer } from './security';

const tag = 'sessions';
const own = 'The caller is signed in';
const secret = z.string().min(1).max(200);
/** Only the length is checked here; how easily it can be guessed is checked where it is set. */
export const newPassword = z.string().min(10).max(200);
/** With `bearer` the answer contains the token for an Authorization header, and no cookie is set. */
const bearer = z.boolean().optional();

/** By account and password, by a passkey, or as a party by case number and tracking code or by a one-time link. */
export const signInBody = z
  .union([
    /** `otp` or `passkey`: the second factor, required with SECOND_FACTOR if one is set up. */
    z.strictObject({
      account: z.string().min(1).max(100),
      password: secret,
      otp: z.string().max(40).optional(),
      passkey: passkeyAnswer.optional(),
      bearer,
    }),
    /** The answer to `POST /sign-in`. */
    z.strictObject({ passkey: passkeyAnswer, bearer }),
    z.strictObject({ caseNumber: z.string().min(1).max(60), code: secret, bearer }),
    /** By a one-time link; `browser`: what this browser alone knows, so that no other can open it afterwards. */
    z.strictObject({ link: secret, browser: z.string().min(20).max(200), bearer }),
  ])
  .meta({ id: 'SignIn' });

export const sessionSchema = z
  .strictObject({
    kind: z.enum(['user', 'party']),
    /** The user's id, or the case and side of a party. */
    id: z.string(),
    account: z.string().optional(),
    name: z.string(),
    roles: z.array(codeField(roles)),
    /**
     * Roles of the account that do not count: whoever may be able to use it as well must not have them, until somebody
     * independent has checked who uses it.
     */
    withheld: z.array(codeField(roles)).optional(),
    /** The area a user is in charge of, GB/T 2260. */
    region: z.string().optional(),
    organisation: z.string().optional(),
    /** For a party's session: its one case. */
    case: z.string().optional(),
    /** Staff have checked this person's identity: only then may a party do what binds it. */
    identified: z.boolean(),
    language: z.enum(['zh', 'en']),
    permissions: z.array(z.enum(permissions)),
    expiresAt: instant,
    /** A second factor is required and not set up yet: nothing else is allowed. */
    restricted: z.boolean().optional(),
    /** The password was made by somebody else and must be replaced: nothing else is allowed. */
    newPassword: z.boolean().optional(),
    /** The tracking code was seen by staff and must be replaced (`POST /sessions/current/code`): nothing else is allowed. */
    newCode: z.boolean().optional(),
    /** Begun by a one-time link: it reaches this step alone. */
    link: z.strictObject({ task: id, case: z.string(), until: instant }).optional(),
    /** An agent acts by this mandate; `account`: from an account of their own, to which they can go back. */
    mandate: z
      .strictObject({
        agent: z.string(),
        principal: z.string(),
        powers: z.array(codeField(powers)),
        until: instant.optional(),
        account: z.boolean(),
      })
      .optional(),
    /** Passwords that others made for this user lately. */
    issued: z.array(issuedRow).optional(),
    token: z.string().optional(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof sessionSchema>;

export const signIn = operation({
  id: 'signIn',
  tag,
  method: 'post',
  path: '/sessions',
  permission: 'public',
  target: { none: 'Nobody is signed in yet', body: { caseNumber: { none: 'Nobody is signed in yet' } } },
  keyed: false,
  status: 201,
  body: signInBody,
  answer: sessionSchema,
  summary: {
    zh: '登录（账号、通行密钥、案号加查询码，或短信里的链接）',
    en: 'Sign in, by account, by passkey, by case number and tracking code, or by a one-time link',
  },
});
export const currentSession = operation({
  id: 'currentSession',
  tag,
  method: 'get',
  path: '/sessions/current',
  permission: 'signedIn',
  target: { none: own },
  answer: sessionSchema,
  summary: { zh: '当前登录', en: 'Who is signed in' },
});
export const signOut = operation({
  id: 'signOut',
  tag,
  method: 'delete',
  path: '/sessions/current',
  permission: 'signedIn',
  target: { none: own },
  keyed: false,
  /** `address`: where to continue in order to sign out at the provider, too. */
  answer: z.strictObject({ address: z.string().optional() }),
  summary: { zh: '退出', en: 'Sign out' },
});
export const changePassword = operation({
  id: 'changePassword',
  tag,
  method: 'put',
  path: '/sessions/current/password',
  permission: 'signedIn',
  target: { none: own },
  keyed: false,
  /** `password`: the current one; not asked in a session with `newPassword`. */
  body: z.strictObject({ password: secret.optional(), newPassword }),
  summary: { zh: '修改密码', en: 'Change the password' },
});
export const introduce = operation({
  id: 'introduce',
  tag,
  method: 'post',
  path: '/sessions/current/introduction',
  permission: 'signedIn',
  target: { none: own },
  keyed: false,
  answer: z.strictObject({ code: z.string(), expiresAt: instant }),
  summary: {
    zh: '当面核验身份时出示的核验码',
    en: 'A code to be shown to whoever checks one’s identity in person',
  },
});
export const changeLanguage = operation({
  id: 'changeLanguage',
  tag,
  method: 'put',
  path: '/sessions/current/language',
  permission: 'signedIn',
  target: { none: own },
  keyed: false,
  body: z.strictObject({ language: z.enum(['zh', 'en']) }),
  summary: { zh: '界面语言', en: 'Change the language' },
});

export const listSessions = operation({
  id: 'listSessions',
  tag,
  method: 'get',
  path: '/sessions',
  permission: 'signedIn',
  target: { none: own },
  answer: z.strictObject({
    rows: z.array(
      z.strictObject({
        id: z.string(),
        current: z.boolean(),
        /** Browser and operating system, as sent by the browser. */
        device: z.string().optional(),
        /** The network of the client, without the last part of its address. */
        network: z.string().optional(),
        createdAt: instant,
        lastSeenAt: instant,
        expiresAt: instant,
        endsAt: instant,
      }),
    ),
  }),
  summary: { zh: '本人的登录', en: 'The caller’s sessions' },
});
export const endSession = operation({
  id: 'endSession',
  tag,
  method: 'delete',
  path: '/sessions/{id}',
  permission: 'signedIn',
  target: { path: { id: { none: own } } },
  keyed: false,
  summary: { zh: '结束本人的一个登录', en: 'End one of one’s sessions' },
});
export const endOtherSessions = operation({
  id: 'endOtherSessions',
  tag,
  method: 'delete',
  path: '/sessions',
  permission: 'signedIn',
  target: { none: own },
  keyed: false,
  summary: { zh: '结束本人其他所有登录', en: 'End all of one’s other sessions' },
});
