import type { Placed } from './compartments';

/** A volume of the case file: 正卷, which parties may read, or 副卷 (Rules33 art. 22, 23). */
export type Volume = 'open' | 'internal';
export const volumeNames: Record<Volume, { zh: string; en: string }> = {
  open: { zh: '正卷', en: 'Open volume' },
  internal: { zh: '副卷', en: 'Internal volume' },
};

/**
 * The volume that a document belongs to. What was said and filed to reach an agreement, and what an expert answered,
 * is kept by those who lead the talks and gets into neither (Anhui art. 18(2); 令17 art. 11(2)).
 */
export function volumeOf({ compartment }: Placed): Volume | undefined {
  return compartment === 'open' || compartment === 'internal' ? compartment : undefined;
}
