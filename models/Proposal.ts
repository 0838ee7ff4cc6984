import { model } from './schema';

export type ProposalKind = 'definition.publish' | 'definition.retire' | 'calendar' | 'rules' | 'parameters';

/** A change that counts only when somebody else has approved it: one proposes, another puts it in force. */
export interface Proposal {
  _id: string;
  kind: ProposalKind;
  /** What is changed: a definition’s version, or a year of the calendar. */
  subject?: string;
  /** Whose it is to approve: of the whole province, or of the area for which a value is to hold. */
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
  /** The work by which running cases take it up. */
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
