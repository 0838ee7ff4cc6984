import type { Capacity } from './capacities';
import { codeList } from './codeList';
import type { Side } from './reach';

/**
 * How staff identified somebody in person. A number that is merely quoted does not count, because others may know it.
 */
export const identificationMeans = codeList({
  'identity-card': { zh: '居民身份证原件', en: 'Resident identity card, original' },
  'other-document': {
    zh: '护照、通行证等其他身份证件原件',
    en: 'Passport, permit or another identity document, original',
  },
  'legal-representative': {
    zh: '营业执照、法定代表人身份证明书和本人身份证件',
    en: 'Business licence, certificate of the legal representative and identity document',
  },
  'power-of-attorney': { zh: '授权委托书和代理人身份证件', en: 'Power of attorney and the agent’s identity document' },
  video: { zh: '视频核对本人和证件', en: 'Person and document seen by video' },
  'real-name-service': { zh: '实名认证服务', en: 'Real-name verification service' },
});
export type IdentificationMeans = (typeof identificationMeans.codes)[number];

/** The maximum number of people recorded for one act: more of them elect representatives (Rules33 art. 62). */
export const mostPresent = 60;

/** Who did what binds a side: the person, in what capacity, and how they were identified, by staff or beforehand. */
export interface RecordedFor {
  side: Side;
  name: string;
  capacity: Capacity;
  /** Of an agent. */
  firm?: string;
  means: IdentificationMeans;
  /** The document that was signed: a document of the case. */
  paper?: string;
  note?: string;
  /** Of an agent who acted by their own key: in whose name, and by which mandate. */
  mandate?: { id: string; principal: string };
  /**
   * The person did it themself and confirmed it by a one-time code sent to their own number; absent: staff
   * recorded it.
   */
  confirmed?: { by: 'code'; at: string };
}
