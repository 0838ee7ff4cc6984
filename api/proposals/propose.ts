import { Proposals, type Proposal, type ProposalKind } from '../../models';
import { audit, SYSTEM } from '../audit/audit';
import type { Proposal as Shown } from '../contract/proposals';
import type { Call } from '../http/Route';
import { namesOf } from '../views/people';

type Proposing = Pick<Call, 'key' | 'who' | 'at'>;

/** What is to change, and whose approval it needs. */
export interface Change {
  subject?: string;
  region: string;
  note: string;
  body: unknown;
}

/** Proposes a change for approval by another administrator. The same key proposes it only once. */
export async function propose(call: Proposing, kind: ProposalKind, change: Change): Promise<Shown> {
  const { key, who, at } = call;
  const proposal: Proposal = {
    _id: key.slice(0, 24),
    kind,
    ...change,
    body: JSON.stringify(change.body),
    status: 'open',
    by: who.id,
    at,
  };
  const added = await Proposals.updateOne({ _id: proposal._id }, { $setOnInsert: proposal }, { upsert: true });
  if (added.upsertedCount)
    await audit(call, SYSTEM, `${kind}.propose`, change.subject ?? proposal._id, { note: change.note });
  return proposalView((await Proposals.findById(proposal._id).lean<Proposal>())!, who.id);
}

export const proposalView = async (proposal: Proposal, reader: string): Promise<Shown> =>
  (await proposalViews([proposal], reader))[0]!;

export async function proposalViews(proposals: readonly Proposal[], reader: string): Promise<Shown[]> {
  const names = await namesOf(proposals.flatMap(({ by, decidedBy }) => [by, decidedBy]));
  return proposals.map(
    ({ _id, kind, subject, region, status, note, by, at, decidedBy, decidedAt, reason, update }): Shown => ({
      id: _id,
      kind,
      ...(subject && { subject }),
      region,
      status,
      note,
      by: names(by)!,
      at: at.toISOString(),
      ...(decidedBy && { decidedBy: names(decidedBy)! }),
      ...(decidedAt && { decidedAt: decidedAt.toISOString() }),
      ...(reason && { reason }),
      ...(update && { update }),
      mine: by === reader,
    }),
  );
}
