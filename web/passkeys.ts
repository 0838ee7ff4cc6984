import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';
import type { PasskeyRequest } from './api/security';
import { Problem } from './http';
import { language } from './texts';

export const passkeysWork = browserSupportsWebAuthn;

/** Has a passkey sign what the server asked for; the person touches or looks at the device meanwhile. */
export async function sign(optionsJSON: PasskeyRequest) {
  const { id, response } = await told(() => startAuthentication({ optionsJSON: optionsJSON as never }));
  const { clientDataJSON, authenticatorData, signature } = response;
  return { id, clientDataJSON, authenticatorData, signature };
}

/** Has a new passkey made. */
export async function make(optionsJSON: unknown) {
  const { id, response } = await told(() => startRegistration({ optionsJSON: optionsJSON as never }));
  const { clientDataJSON, attestationObject, transports = [] } = response;
  return { id, clientDataJSON, attestationObject, transports };
}

/** What browsers say is in their own words, and the same for a refusal, a pause too long and a lack. */
async function told<T>(ceremony: () => Promise<T>): Promise<T> {
  try {
    return await ceremony();
  } catch (error) {
    const exists = (error as Error).name === 'InvalidStateError';
    const [zh, en] = exists
      ? ['这台设备上已经有您的通行密钥了。', 'There is a passkey of yours on this device already.']
      : [
          '没有完成：已取消、已超时，或这台设备上没有可用的通行密钥。',
          'Not completed: it was cancelled, took too long, or this device has no passkey for it.',
        ];
    throw new Problem(0, exists ? 'PASSKEY_EXISTS' : 'PASSKEY_CANCELLED', language() === 'zh' ? zh : en);
  }
}
