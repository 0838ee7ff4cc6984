import { z } from 'zod';
import { capacities } from '../../domain/capacities';
import { codeField, phoneField, textField } from '../../domain/fields';
import { identificationMeans } from '../../domain/identification';
import { powers } from '../../domain/mandates';
import { day, id, instant, person, reason } from './common';
import { operation } from './operation';

const tag = 'cases';
const side = z.enum(['worker', 'employer']);

/** The person who appeared before staff, in what capacity, and how that person was identified. */
export const identified = {
  name: textField(60),
  capacity: codeField(capacities),
  /** Of an agent: the firm, by which somebody is told apart from another of the same name. */
  firm: textField(120).optional(),
  means: codeField(identificationMeans),
  note: textField(500).optional(),
};

/** A code that was issued; never the code itself. */
const codeRow = z
  .strictObject({
    id,
    side,
    issuedAt: instant,
    /** Absent for the code shown at filing or renewed by its holder. */
    issuedBy: person.optional(),
    holder: z
      .strictObject({
        name: z.string(),
        capacity: z.string(),
        firm: z.string().optional(),
        means: z.string(),
        note: z.string().optional(),
      })
      .optional(),
    /** The number that the holder gave: only its end. */
    contact: z.strictObject({ tail: z.string(), since: instant }).optional(),
    /** It was sent to this number (its end) and not shown to staff. */
    sentTo: z.string().optional(),
    /** Of a code that staff have seen; `sameNetwork`: where it was handed over. */
    firstUse: z
      .strictObject({
        at: instant,
        network: z.string().optional(),
        device: z.string().optional(),
        sameNetwork: z.boolean().optional(),
      })
      .optional(),
    revokedAt: instant.optional(),
    revokedBy: person.optional(),
    reason: z.string().optional(),
  })
  .meta({ id: 'Code' });

/** What a power of attorney says: the powers that it names (none: what is general), its last day, and the paper. */
export const mandateTerms = {
  powers: z.array(codeField(powers)).max(powers.codes.length),
  until: day.optional(),
  paper: id.optional(),
};

export const listCodes = operation({
  id: 'listCodes',
  tag,
  method: 'get',
  path: '/cases/{number}/codes',
  permission: 'case.code',
  target: { path: { number: 'case' } },
  answer: z.strictObject({ rows: z.array(codeRow) }),
  summary: { zh: '已交出的查询码（不含查询码本身）', en: 'The issued codes, without the codes themselves' },
});
export const issueCode = operation({
  id: 'issueCode',
  tag,
  method: 'post',
  path: '/cases/{number}/codes',
  permission: 'case.code',
  target: { path: { number: 'case' } },
  /** `phone`: the person's own mobile number, for one-time codes. */
  /** `mandate`: of an agent by appointment, what the power of attorney says. */
  body: z.strictObject({
    side,
    ...identified,
    phone: phoneField.optional(),
    mandate: z.strictObject(mandateTerms).optional(),
  }),
  /** `sentTo`: it was sent to the person's own number (its end) instead of being shown. */
  answer: z.strictObject({ id, side, code: z.string().optional(), sentTo: z.string().optional() }),
  status: 201,
  summary: {
    zh: '核验来人身份后交出查询码（只显示一次）',
    en: 'Issue a tracking code to a person whose identity was checked; it is shown once',
  },
});
export const revokeCode = operation({
  id: 'revokeCode',
  tag,
  method: 'post',
  path: '/cases/{number}/codes/{code}/revocation',
  permission: 'case.code',
  target: { path: { number: 'case', code: { none: 'It is looked up among the codes of the case' } } },
  body: z.strictObject({ reason }),
  answer: codeRow,
  summary: { zh: '作废查询码', en: 'Revoke a tracking code' },
});
export const continueCode = operation({
  id: 'continueCode',
  tag: 'sessions',
  method: 'post',
  path: '/sessions/current/code/continuation',
  permission: 'signedIn',
  target: { none: 'The caller’s own case, and the one that was filed in its place' },
  body: z.strictObject({}),
  answer: z.strictObject({ number: z.string(), code: z.string() }),
  status: 201,
  summary: {
    zh: '向有管辖权的仲裁委员会另行立案后，取得新案的查询码（只显示一次）',
    en: 'Once the case was filed with the competent commission: one’s tracking code for the new case, shown only once',
  },
});
export const renewCode = operation({
  id: 'renewCode',
  tag: 'sessions',
  method: 'post',
  path: '/sessions/current/code',
  permission: 'signedIn',
  target: { none: 'The caller’s own code' },
  body: z.strictObject({}),
  answer: z.strictObject({ code: z.string() }),
  status: 201,
  summary: { zh: '更换自己的查询码', en: 'Renew one’s own tracking code: the old one ends' },
});
