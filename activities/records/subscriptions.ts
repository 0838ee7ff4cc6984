import { Messages, Subscriptions, type Message, type Subscription } from '../../models';
import type { NotedCommand } from '../../workflows/hostContract';
import type { Scene } from './Scene';

const HOUR = 3_600_000;

type Subscribe = Extract<NotedCommand, { type: 'subscribe' | 'subscribeSignal' }>;
type Unsubscribe = Extract<NotedCommand, { type: 'unsubscribe' | 'unsubscribeSignal' }>;

const topic = (command: Subscribe | Unsubscribe): { kind: Subscription['kind']; name: string } =>
  'message' in command ? { kind: 'message', name: command.message } : { kind: 'signal', name: command.signal };

const idOf = (scene: Scene, command: Subscribe | Unsubscribe): string => {
  const { kind, name } = topic(command);
  return `${scene.batch.instance}/${command.key}/${command.element}/${kind}/${name}`;
};

/** The instance waits for a message or signal from now on. */
export function subscribe(scene: Scene, command: Subscribe): void {
  const { batch, writes } = scene;
  const subscription: Subscription = {
    _id: idOf(scene, command),
    ...topic(command),
    correlationKey: ('correlationKey' in command ? command.correlationKey : undefined) ?? '',
    instance: batch.instance,
    process: batch.process,
    element: command.element,
  };
  writes.insert(Subscriptions, subscription, scene.repeats);
}

export const unsubscribe = (scene: Scene, command: Unsubscribe): void =>
  scene.writes.remove(Subscriptions, idOf(scene, command));

/** A message is sent; activities/messages finds its receiver once this is durable. */
export function publish(scene: Scene, command: Extract<NotedCommand, { type: 'publishMessage' }>, index: number): void {
  const { batch, writes, at } = scene;
  const message: Message = {
    _id: publishedId(scene.batch, index),
    name: command.message,
    correlationKey: command.correlationKey ?? '',
    variables: command.variables,
    from: batch.instance,
    at,
    expiresAt: new Date(at.getTime() + lifetime(command.timeToLive)),
    status: 'waiting',
    refusedBy: [],
  };
  writes.insert(Messages, message);
}

export const publishedId = (batch: { instance: string; sequence: number }, index: number): string =>
  `${batch.instance}/${batch.sequence}/${index}`;

/** ISO 8601, to the second; a message lives one hour unless it specifies otherwise. */
function lifetime(duration: string | undefined): number {
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(duration ?? '');
  if (!match) return HOUR;
  const [, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.map(Number).map((each) => each || 0);
  return (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000;
}
