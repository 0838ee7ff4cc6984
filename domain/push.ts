import * as z from 'zod';

/** The push services of the browsers that people use, by host; one that begins with a dot stands for all below it. */
export const pushHosts: readonly string[] = [
  'fcm.googleapis.com',
  'updates.push.services.mozilla.com',
  'web.push.apple.com',
  '.notify.windows.com',
];

/**
 * Whether notices may be handed to this address: whoever subscribes chooses it, and it must lead to a push service and
 * nowhere else. `hosts` with a port are allowed without TLS.
 */
export function isPushService(endpoint: string, hosts: readonly string[] = pushHosts): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, host, hostname, username, password } = new URL(endpoint);
  if (username || password) return false;
  if (hosts.some((each) => each.includes(':') && each === host)) return true;
  return (
    protocol === 'https:' &&
    host === hostname &&
    hosts.some((each) => (each.startsWith('.') ? hostname.endsWith(each) : each === hostname))
  );
}

const base64url = (bytes: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .length(Math.ceil((bytes * 4) / 3));

/** What a browser gives out for being reached (RFC 8291): an uncompressed P-256 point and a secret of 16 bytes. */
export const pushSubscriptionSchema = z.strictObject({
  endpoint: z.string().max(1000),
  keys: z.strictObject({ p256dh: base64url(65), auth: base64url(16) }),
});
export type Subscription = z.infer<typeof pushSubscriptionSchema>;
