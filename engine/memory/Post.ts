import type { Variables } from '../events';
import type { Key } from '../state';

export interface Message {
  name: string;
  correlationKey?: string;
  variables: Variables;
  expires: number;
}
interface Subscription {
  case: string;
  key: Key;
  element: string;
  name: string;
  correlationKey?: string;
}

/** Messages that wait for a receiver until they expire, and the subscriptions to them. */
export class Post {
  private waiting: Message[] = [];
  private readonly subscriptions: Subscription[] = [];

  /** Adds a subscription; a message that already waits for it is delivered. */
  subscribe(subscription: Subscription, now: number): Message | undefined {
    this.subscriptions.push(subscription);
    this.waiting = this.waiting.filter((message) => message.expires > now);
    const index = this.waiting.findIndex((message) => fits(subscription, message));
    return index < 0 ? undefined : this.waiting.splice(index, 1)[0];
  }

  unsubscribe(id: string, key: Key, element: string, name: string): void {
    const index = this.subscriptions.findIndex(
      (each) => each.case === id && each.key === key && each.element === element && each.name === name,
    );
    if (index >= 0) this.subscriptions.splice(index, 1);
  }

  /** The receiver that has been subscribed to a message for the longest time. */
  receiver(message: Message): Subscription | undefined {
    return this.subscriptions.find((subscription) => fits(subscription, message));
  }

  keep(message: Message): void {
    this.waiting.push(message);
  }
}

const fits = (subscription: Subscription, message: Message): boolean =>
  subscription.name === message.name &&
  (subscription.correlationKey === undefined || subscription.correlationKey === message.correlationKey);
