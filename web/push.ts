import { http } from './http';

/** The service worker that shows push messages; registered when somebody asks for them. */
const SCRIPT = '/push.js';

export const canPush = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));

/** Subscribes this browser; false if its user does not allow messages. */
export async function subscribe(key: string): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false;
  await navigator.serviceWorker.register(SCRIPT);
  const { pushManager } = await navigator.serviceWorker.ready;
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) });
  const { endpoint, keys } = made.toJSON();
  await http.post('/notices/push', { endpoint, keys });
  return true;
}

/** This browser's subscription, and the id under which the server knows it. */
export async function subscribed(): Promise<{ id: string; subscription: PushSubscription } | undefined> {
  if (!canPush()) return undefined;
  const subscription = await (await navigator.serviceWorker.getRegistration(SCRIPT))?.pushManager.getSubscription();
  if (!subscription) return undefined;
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(subscription.endpoint));
  const id = [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { id, subscription };
}

/** Whoever signs out of a browser is not told in it any more. */
export async function unsubscribe(): Promise<void> {
  const own = await subscribed();
  if (!own) return;
  await http.delete(`/notices/push/${own.id}`);
  await own.subscription.unsubscribe();
}
