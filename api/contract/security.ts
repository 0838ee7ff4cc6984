import { z } from 'zod';
import { bilingual, instant, person } from './common';
import { sentCode } from './contacts';
import { operation, type None } from './operation';

const tag = 'security';
const own = { tag, permission: 'signedIn', target: { none: 'The caller’s own sign-in settings' } } as const;
const nobody: None = { none: 'Nobody is signed in yet' };
const ofProvider = { path: { provider: { none: 'Providers are the same for everybody' } } } as const;
const password = z.string().min(1).max(200);
const code = z.string().min(6).max(40);
/** `code`: what `proof` of readSecurity asks for. */
const proven = z.strictObject({ password, code: code.optional() });
const provider = z.strictObject({ id: z.string(), name: bilingual });
/** A password that was made for the user: by whom, the end of the number it was sent to, and who used it first. */
export const issuedRow = z.strictObject({
  by: person,
  at: instant,
  sentTo: z.string().optional(),
  usedAt: instant.optional(),
  network: z.string().optional(),
  device: z.string().optional(),
});

/** Bytes in base64url. */
const bytes = (most: number) =>
  z
    .string()
    .regex(/^[\w-]+$/)
    .max(most);
const credential = z.strictObject({
  id: z.string(),
  type: z.string(),
  transports: z.array(z.string()).optional(),
});

/** What the browser is to have signed by a passkey (PublicKeyCredentialRequestOptionsJSON). */
export const passkeyRequest = z
  .strictObject({
    challenge: z.string(),
    rpId: z.string(),
    timeout: z.number(),
    userVerification: z.enum(['required', 'preferred', 'discouraged']),
    allowCredentials: z.array(credential).optional(),
  })
  .meta({ id: 'PasskeyRequest' });
/** What an authenticator answered to it. */
export const passkeyAnswer = z
  .strictObject({
    id: bytes(1400),
    clientDataJSON: bytes(4000),
    authenticatorData: bytes(4000),
    signature: bytes(8000),
  })
  .meta({ id: 'PasskeyAnswer' });
export type PasskeyAnswer = z.output<typeof passkeyAnswer>;

/** A passkey that the browser is to have made (PublicKeyCredentialCreationOptionsJSON). */
const passkeyOffer = z
  .looseObject({ challenge: z.string(), rp: z.strictObject({ id: z.string(), name: z.string() }) })
  .meta({ id: 'PasskeyOffer' });
export const newPasskey = z.strictObject({
  /** As the person calls it. */
  name: z.string().trim().min(1).max(60),
  id: bytes(1400),
  clientDataJSON: bytes(4000),
  attestationObject: bytes(40_000),
  transports: z.array(z.string().max(20)).max(10).default([]),
});
export type NewPasskey = z.output<typeof newPasskey>;

export const listProviders = operation({
  id: 'listProviders',
  tag,
  method: 'get',
  path: '/sign-in',
  permission: 'public',
  target: nobody,
  /** `passkeys`: whether they can be used at the address of this request. */
  answer: z.strictObject({ providers: z.array(provider), passkeys: z.boolean() }),
  summary: { zh: '可用的登录方式', en: 'How staff can sign in besides by password' },
});
export const beginPasskeySignIn = operation({
  id: 'beginPasskeySignIn',
  tag,
  method: 'post',
  path: '/sign-in',
  permission: 'public',
  target: nobody,
  keyed: false,
  answer: passkeyRequest,
  summary: { zh: '开始用通行密钥登录', en: 'Begin to sign in with a passkey' },
});
export const beginSignIn = operation({
  id: 'beginSignIn',
  tag,
  method: 'get',
  path: '/sign-in/{provider}',
  permission: 'public',
  target: ofProvider,
  gives: 'text/html',
  status: 302,
  summary: { zh: '转到统一认证登录', en: 'Go to a provider to sign in' },
});
export const finishSignIn = operation({
  id: 'finishSignIn',
  tag,
  method: 'get',
  path: '/sign-in/{provider}/callback',
  permission: 'public',
  target: ofProvider,
  /** The provider's own parameters, which the library checks together. */
  query: z
    .object({
      code: z.string().max(4000).optional(),
      state: z.string().max(4000).optional(),
      error: z.string().max(4000).optional(),
    })
    .catchall(z.string().max(4000)),
  gives: 'text/html',
  status: 302,
  summary: { zh: '从统一认证返回', en: 'Return from a provider' },
});

export const readSecurity = operation({
  ...own,
  id: 'readSecurity',
  method: 'get',
  path: '/sessions/current/security',
  answer: z.strictObject({
    /** When it was set up; absent if it is not. */
    secondFactor: z.strictObject({ at: instant }).optional(),
    passkeys: z.array(z.strictObject({ id: z.string(), name: z.string(), at: instant, usedAt: instant.optional() })),
    /** Whether one can be added at the address of this request. */
    passkeysHere: z.boolean(),
    /** Codes that can replace a second factor, each once. */
    recoveryLeft: z.number().int(),
    /**
     * What the caller enters, beside the password, to add a way to sign in or to change the contact: a code of the second
     * factor or a recovery code, or one that is sent to the contact. Absent: they have neither.
     */
    proof: z.strictObject({ by: z.enum(['factor', 'text']), tail: z.string().optional() }).optional(),
    /** Passwords that others made for the user. */
    issued: z.array(issuedRow),
    /** Whether the user's roles require one. */
    required: z.boolean(),
    /** Providers with which the account is, or can be, linked. */
    providers: z.array(provider.extend({ linkedAt: instant.optional() })),
  }),
  summary: { zh: '本人的登录方式', en: 'How the caller signs in' },
});
export const sendSecurityCode = operation({
  ...own,
  id: 'sendSecurityCode',
  method: 'post',
  path: '/sessions/current/security/code',
  keyed: false,
  body: z.strictObject({ password }),
  answer: sentCode,
  summary: {
    zh: '向本人的联系号码发送更改登录方式的验证码',
    en: 'Send a code to the contact, to change how one signs in',
  },
});
export const beginSecondFactor = operation({
  ...own,
  id: 'beginSecondFactor',
  method: 'post',
  path: '/sessions/current/second-factor',
  keyed: false,
  body: proven,
  /** For an authenticator app: as text, and as the URI that a QR code contains. */
  answer: z.strictObject({ secret: z.string(), uri: z.string() }),
  summary: { zh: '开始设置动态验证码', en: 'Start setting up a second factor' },
});
export const confirmSecondFactor = operation({
  ...own,
  id: 'confirmSecondFactor',
  method: 'put',
  path: '/sessions/current/second-factor',
  keyed: false,
  body: z.strictObject({ code }),
  /** Shown once. */
  answer: z.strictObject({ recoveryCodes: z.array(z.string()) }),
  summary: { zh: '确认动态验证码', en: 'Confirm the second factor with a first code' },
});
export const dropSecondFactor = operation({
  ...own,
  id: 'dropSecondFactor',
  method: 'delete',
  path: '/sessions/current/second-factor',
  keyed: false,
  body: z.strictObject({ password, code }),
  summary: { zh: '停用动态验证码', en: 'Remove the second factor' },
});
export const beginPasskey = operation({
  ...own,
  id: 'beginPasskey',
  method: 'post',
  path: '/sessions/current/passkeys',
  keyed: false,
  body: proven,
  answer: passkeyOffer,
  summary: { zh: '开始添加通行密钥', en: 'Begin to add a passkey' },
});
export const confirmPasskey = operation({
  ...own,
  id: 'confirmPasskey',
  method: 'put',
  path: '/sessions/current/passkeys',
  keyed: false,
  body: newPasskey,
  /** Shown once; none where there still are some. */
  answer: z.strictObject({ recoveryCodes: z.array(z.string()) }),
  summary: { zh: '添加通行密钥', en: 'Add a passkey that was made' },
});
export const removePasskey = operation({
  ...own,
  id: 'removePasskey',
  method: 'delete',
  path: '/sessions/current/passkeys/{id}',
  target: { path: { id: own.target } },
  keyed: false,
  /** `code`: of the last second factor. */
  body: z.strictObject({ password, code: code.optional() }),
  summary: { zh: '移除通行密钥', en: 'Remove a passkey' },
});
export const linkProvider = operation({
  ...own,
  target: ofProvider,
  id: 'linkProvider',
  method: 'post',
  path: '/sessions/current/links/{provider}',
  keyed: false,
  body: proven,
  answer: z.strictObject({ address: z.string() }),
  summary: { zh: '关联统一认证账号', en: 'Link the account with one at a provider' },
});
export const unlinkProvider = operation({
  ...own,
  target: ofProvider,
  id: 'unlinkProvider',
  method: 'delete',
  path: '/sessions/current/links/{provider}',
  keyed: false,
  summary: { zh: '解除关联', en: 'Remove the link with a provider' },
});
