import type { NoticeChannel } from '../../domain/noticeChannels';
import { Notices, type Delivery, type Notice } from '../../models';
import type { Address } from '../channels/Channel';

export type NewNotice = Omit<Notice, 'readBy' | 'deliveries' | 'unplanned' | 'nextAt' | 'failedAt' | 'retries'>;

/** A notice as it is stored first: whom it reaches by which channels is found out by deliverNotices. */
export const unplanned = (notice: NewNotice, deliveries: Delivery[] = []): Notice => ({
  ...notice,
  readBy: [],
  deliveries,
  unplanned: true,
  nextAt: notice.at,
});

/** Stores a notice once: the same id puts one notice. */
export async function putNotice(notice: NewNotice, deliveries: Delivery[] = []): Promise<void> {
  const { _id, ...stored } = unplanned(notice, deliveries);
  await Notices.collection.updateOne({ _id: _id as never }, { $setOnInsert: stored }, { upsert: true });
}

/** A delivery of a notice to an address. */
export const waiting = (notice: string, channel: NoticeChannel, { from, ...address }: Address = {}): Delivery => ({
  channel,
  id: [notice, channel, address.person ?? address.to, address.device].filter(Boolean).join('|'),
  ...address,
  status: 'waiting',
  attempts: 0,
  ...(from && { nextAt: from }),
});
