import { model } from './schema';

export type ProposalKind =
  | 'definition.publish'
  | 'definition.retire'
  | 'calendar'
  | 'rules'
  | 'parameters'
  | 'noticeTexts';

/** A change that needs the approval of a second person: one proposes, another puts it in force. */
export interface Proposal {
  _id: string;
  kind: ProposalKind;
  /** What is changed: a definition’s version, or a year of the calendar. */
  subject?: string;
  /** The area that must approve it: the whole province, or the area in which a value is to be in force. */
  region: string;
  status: 'open' | 'approved' | 'declined';
  note: string;
  /** What exactly is to be in force, as JSON. */
  body: string;
  by: string;
  at: Date;
  decidedBy?: string;
  decidedAt?: Date;
  /** Why it was declined. */
  reason?: string;
  /** The bulk work by which running cases adopt it. */
  update?: string;
}

export const Proposals = model<Proposal>(
  'Proposal',
  'proposals',
  {
    kind: String,
    subject: String,
    region: String,
    status: String,
    note: String,
    body: String,
    by: String,
    at: Date,
    decidedBy: String,
    decidedAt: Date,
    reason: String,
    update: String,
  },
  [[{ status: 1, at: -1, _id: -1 }], [{ subject: 1, status: 1 }, { sparse: true }]],
);
