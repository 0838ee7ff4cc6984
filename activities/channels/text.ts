import { createHash } from 'node:crypto';
import { LONGEST_TEXT } from '../../domain/textMessages';
import { Contacts, Notices, type Contact } from '../../models';
import { linkTo } from '../notices/link';
import { Refused, type Channel, type Outgoing } from './Channel';
import { inShort } from './words';

/** News without a day waits so long for a notice that names one, which then is the only message. A step is told at once. */
const GATHERING_MS = 120_000;

/**
 * A text message to the contact that the person gave after being identified, never to a number that somebody else
 * entered. It says only that there is something in a case and until when: a telephone is read over shoulders. What waits
 * for the person it also brings by a one-time link.
 */
export const text: Channel = {
  async addresses({ case: number, task, day, at }, people, { texts }) {
    const parties = people.filter(({ staff }) => !staff);
    if (!texts || !number || parties.length === 0) return [];
    const contacts = await Contacts.find({ _id: { $in: parties.map(({ person }) => person) } }).lean<Contact[]>();
    return contacts.map(({ _id: person, tail }) => ({
      person,
      to: tail,
      language: parties.find((each) => each.person === person)?.language ?? 'zh',
      ...(!day && !task && { from: new Date(at.getTime() + GATHERING_MS) }),
    }));
  },

  async send(outgoing, deps, now) {
    const { id, notice, delivery } = outgoing;
    const { texts, open, site } = deps;
    if (!texts || !open) throw new Error('no gateway for text messages is configured');
    if (!notice.day && !notice.task && (await isCovered(outgoing))) return 'covered';
    // The contact that the person has now.
    const contact = await Contacts.findById(delivery.person).lean<Contact>();
    if (!contact) throw new Refused('this person has no contact any more');
    const link = await linkTo(outgoing, contact, deps, now);
    const said = await inShort(notice, delivery.language ?? 'zh', { site, link });
    await texts.send(
      {
        // Gateways take short ids, and need not learn what this one says.
        id: createHash('sha256').update(id).digest('hex'),
        to: open(contact.number) as string,
        text: said.slice(0, LONGEST_TEXT),
      },
      now,
    );
  },
};

/** Whether the person has had a text message about this case since. */
const isCovered = async ({ notice, delivery: { person } }: Outgoing): Promise<boolean> =>
  (await Notices.exists({
    case: notice.case,
    at: { $gte: notice.at },
    _id: { $ne: notice._id },
    deliveries: { $elemMatch: { channel: 'text', person, status: 'done' } },
  })) !== null;
