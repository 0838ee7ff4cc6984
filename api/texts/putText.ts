import { textOf, type TextTemplate } from '../../domain/textMessages';
import type { Lang } from '../../domain/text';
import { TextMessages } from '../../models';
import type { Keys } from '../keys';

/** A message to be sent: to which number, by which template. */
interface Put {
  /** Putting it again under the same id changes nothing. */
  id: string;
  /** E.164. */
  to: string;
  template: TextTemplate;
  values: Record<string, string>;
  language: Lang;
  case?: string;
  /** Afterwards it is of no use and no longer tried. */
  until: Date;
}

const MONTH = 30 * 86_400_000;

/** Stores a text message for sending (activities/duties/sendTexts.ts): no request waits for the gateway. */
export async function putText({ id, to, template, values, language, case: number, until }: Put, at: Date, keys: Keys) {
  const text = textOf(template, language, values);
  await TextMessages.updateOne(
    { _id: id },
    {
      $setOnInsert: {
        kind: template,
        ...(number && { case: number }),
        tail: tailOf(to),
        content: keys.seal({ to, text }),
        status: 'waiting',
        attempts: 0,
        at,
        until,
        nextAt: at,
        // The database deletes by its own clock, even if this system's is set to another time.
        removeAt: new Date(Date.now() + MONTH),
      },
    },
    { upsert: true },
  );
}

/** The last digits of a number: enough for its owner to recognise it. */
export const tailOf = (number: string): string => number.slice(-4);
