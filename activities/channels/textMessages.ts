import { NotAllowed, send } from '../http/send';
import { Later, Refused } from './Channel';

/** One text message to one number. */
export interface OutgoingText {
  /** The same on every attempt: a gateway that has accepted it does not send it again. */
  id: string;
  /** E.164, such as +8613912345678. */
  to: string;
  text: string;
}

/** Where text messages are handed over for sending. */
export interface TextMessages {
  /** Throws `Refused` if trying again is useless; any other error means that its outcome is unknown. */
  send(message: OutgoingText, at: Date): Promise<void>;
}

/** No gateway takes longer to accept a message; what it does afterwards is its own affair. */
const PATIENCE_MS = 10_000;

/**
 * A gateway over HTTP (docs/text-messages.md): `POST` of `{ id, to, text }` with a bearer token and the id as
 * Idempotency-Key. 2xx and 409 mean accepted; 408, 425, 429 and 5xx try again; any other answer refuses the message.
 */
export function textGateway({ url, token }: { url: string; token: string }, timeoutMs = PATIENCE_MS): TextMessages {
  return {
    async send(message, at) {
      const { status, retryAfterSeconds } = await send(
        {
          url,
          method: 'POST',
          headers: { Authorization: `Bearer ${token}` },
          body: message,
          timeoutMs,
          id: message.id,
        },
        { allowed: [new URL(url).hostname], at },
      ).catch((error: unknown) => {
        throw error instanceof NotAllowed ? new Refused(error.message) : error;
      });
      if (status < 300 || status === 409) return;
      if (status >= 500 || [408, 425, 429].includes(status)) throw new Later(status, retryAfterSeconds);
      throw new Refused(`answered ${status}`);
    },
  };
}
