import { createECDH } from 'node:crypto';
import webPush from 'web-push';
import { isPushService, type Subscription } from '../../domain/push';
import { PushSubscriptions, type PushSubscription } from '../../models';
import { send } from '../http/send';
import { Later, Refused, type Channel } from './Channel';
import { inShort } from './words';

/** A push service keeps a message so long for a browser that is off. */
const TTL_SECONDS = 86_400;
const PATIENCE_MS = 10_000;

/** How notices are pushed: the private key (VAPID, RFC 8292), and the only services to which they are handed. */
export interface PushSettings {
  /** 32 bytes in base64url. */
  key: string;
  hosts?: readonly string[];
}

/** The public key that belongs to a private one, which browsers ask for when they subscribe. */
export function publicPushKey(key: string): string {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(Buffer.from(key, 'base64url'));
  return pair.getPublicKey().toString('base64url');
}

/**
 * A message to the browsers in which a person asked for it (Web Push, RFC 8030), encrypted for each (RFC 8291). It says
 * as little as a text message: it appears on a locked screen.
 */
export const push: Channel = {
  async addresses({ case: number }, people, deps) {
    if (!deps.push || !number || people.length === 0) return [];
    const found = await PushSubscriptions.find({ person: { $in: people.map(({ person }) => person) } })
      .sort({ at: -1 })
      .limit(500)
      .lean<PushSubscription[]>();
    return found.map(({ _id: device, person, device: to }) => {
      const language = people.find((each) => each.person === person)?.language ?? 'zh';
      return { person, device, language, ...(to && { to }) };
    });
  },

  async send({ id, notice, delivery: { person, device, language = 'zh' } }, deps, at) {
    if (!deps.push || !deps.open) throw new Error('no key for push messages is configured');
    const found = await PushSubscriptions.findOne({ _id: device, person }).lean<PushSubscription>();
    if (!found) throw new Refused('this browser is no longer subscribed');
    const subscription = deps.open(found.content) as Subscription;
    if (!isPushService(subscription.endpoint, deps.push.hosts)) throw new Refused('not a known push service');
    const said = await inShort(notice, language);
    const request = webPush.generateRequestDetails(subscription, JSON.stringify({ text: said, tag: notice._id }), {
      TTL: TTL_SECONDS,
      urgency: notice.day ? 'high' : 'normal',
      vapidDetails: {
        subject: deps.site?.startsWith('https:') ? deps.site : 'mailto:heyi@localhost',
        publicKey: publicPushKey(deps.push.key),
        privateKey: deps.push.key,
      },
    });
    const { status, retryAfterSeconds } = await send(
      {
        url: request.endpoint,
        method: 'POST',
        headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
        body: request.body,
        timeoutMs: PATIENCE_MS,
        id,
      },
      { allowed: [new URL(request.endpoint).host, new URL(request.endpoint).hostname], at },
    );
    if (status < 300) return;
    if (status === 404 || status === 410) {
      await PushSubscriptions.deleteOne({ _id: device });
      throw new Refused('this browser is no longer subscribed');
    }
    if (status >= 500 || status === 429) throw new Later(status, retryAfterSeconds);
    throw new Refused(`answered ${status}`);
  },
};
