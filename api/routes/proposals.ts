import { Proposals, type Proposal, type ProposalKind } from '../../models';
import { demandIndependent } from '../access/independence';
import { placesWithin } from '../access/reach';
import { audit, SYSTEM } from '../audit/audit';
import * as contract from '../contract/proposals';
import { Problem } from '../errors';
import { pageOf } from '../http/paging';
import { route, type Call } from '../http/Route';
import { changedMeanwhile } from '../changedMeanwhile';
import { proposalView, proposalViews } from '../proposals/propose';
import { putInForce, takeOutOfForce } from './definitions';
import { enterCalendarYear, enterNoticeTexts, enterParameters, enterRules } from './references';

export const proposalRoutes = [
  route(contract.listProposals, list),
  route(contract.readProposal, async ({ target, who }) => ({
    ...(await proposalView(target, who.id)),
    body: JSON.parse(target.body) as unknown,
  })),
  route(contract.approveProposal, approve),
  route(contract.declineProposal, decline),
];

type On = Call<'/proposals/{id}/approve'>;
/** Puts a proposal into force; repeating it changes nothing. Returns the bulk work by which running cases adopt it. */
type Effect = (call: On, body: never) => Promise<{ update?: { id: string } } | undefined>;

const effects: Record<ProposalKind, Effect> = {
  'definition.publish': (call, body) => putInForce(call, body),
  'definition.retire': (call, body) => takeOutOfForce(call, body),
  calendar: (call, body) => enterCalendarYear(call, body),
  rules: (call, body) => enterRules(call, body),
  parameters: (call, body) => enterParameters(call, body),
  noticeTexts: (call, body) => enterNoticeTexts(call, body),
};

async function list({ who, query, at }: Call<'/proposals', { size: number; after?: string; status: string }>) {
  const page = await pageOf<Proposal>(Proposals, {
    filter: { status: query.status, ...placesWithin(who.region) },
    sort: 'at',
    direction: -1,
    size: query.size,
    after: query.after,
    bounds: [Date.UTC(2015, 0, 1), at.getTime() + 86_400_000],
    projection: { body: 0 },
  });
  return { ...page, rows: await proposalViews(page.rows, who.id) };
}

async function approve(call: On) {
  const { target: proposal, who, at } = call;
  if (proposal.status === 'approved' && proposal.decidedBy === who.id) return proposalView(proposal, who.id);
  if (proposal.status !== 'open') throw await changedMeanwhile(proposal.decidedBy, proposal.decidedAt);
  if (proposal.by === who.id) throw new Problem('OWN_PROPOSAL');
  await demandIndependent(who.id, proposal.by);
  const done = await effects[proposal.kind](call, JSON.parse(proposal.body) as never);
  return decided(call, { status: 'approved', ...(done?.update && { update: done.update.id }) }, { at });
}

async function decline(call: Call<'/proposals/{id}/decline', unknown, { reason: string }>) {
  const { target: proposal, body, at } = call;
  if (proposal.status === 'approved') throw await changedMeanwhile(proposal.decidedBy, proposal.decidedAt);
  return decided(call, { status: 'declined', reason: body.reason }, { at });
}

async function decided(
  call: Pick<Call, 'who' | 'at'> & { target: Proposal },
  set: Pick<Proposal, 'status' | 'reason' | 'update'>,
  { at }: { at: Date },
) {
  const { target: proposal, who } = call;
  const changed = await Proposals.updateOne(
    { _id: proposal._id, status: 'open' },
    { $set: { ...set, decidedBy: who.id, decidedAt: at } },
  );
  if (changed.modifiedCount)
    await audit(call, SYSTEM, `proposal.${set.status}`, proposal.subject ?? proposal._id, {
      kind: proposal.kind,
      ...(set.reason && { reason: set.reason }),
    });
  return proposalView((await Proposals.findById(proposal._id).lean<Proposal>())!, who.id);
}
