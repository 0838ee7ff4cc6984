import { isPushService, type Subscription } from '../../domain/push';
import { PushSubscriptions, type PushSubscription } from '../../models';
import { toldAs } from '../access/person';
import * as contract from '../contract/notices';
import { invalid, Problem } from '../errors';
import { route, type Call } from '../http/Route';
import { sha256 } from '../keys';
import { deviceName } from '../signIn/session';

/** Nobody reads in more browsers; the oldest is forgotten. */
const MOST = 5;

export const pushRoutes = [
  route(contract.pushKey, async ({ who, deps }) => ({
    ...(deps.settings.push && { key: deps.settings.push.key }),
    devices: (await own(toldAs(who))).map(({ _id, device, at }) => ({
      id: _id,
      ...(device && { device }),
      at: at.toISOString(),
    })),
  })),
  route(contract.subscribePush, subscribe),
  route(contract.unsubscribePush, async ({ who, params }) => {
    await PushSubscriptions.deleteOne({ _id: params.id, person: toldAs(who) });
    return undefined;
  }),
];

const own = (person: string): Promise<PushSubscription[]> =>
  PushSubscriptions.find({ person }).sort({ at: -1 }).limit(100).lean<PushSubscription[]>().exec();

async function subscribe(call: Call<'/notices/push', unknown, Subscription>): Promise<undefined> {
  const { who, body, at, req, deps } = call;
  if (!deps.settings.push) throw new Problem('NO_PUSH');
  if (!isPushService(body.endpoint, deps.settings.push.hosts))
    throw invalid('endpoint', '不是已知浏览器的推送服务', 'This is no push service of a known browser');
  const person = toldAs(who);
  // A browser tells whoever subscribed in it last.
  await PushSubscriptions.replaceOne(
    { _id: sha256(body.endpoint) },
    { person, content: deps.keys.seal(body), device: deviceName(req.get('user-agent') ?? ''), at },
    { upsert: true },
  );
  const old = (await own(person)).slice(MOST).map(({ _id }) => _id);
  if (old.length) await PushSubscriptions.deleteMany({ _id: { $in: old } });
  return undefined;
}
