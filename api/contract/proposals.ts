import { z } from 'zod';
import { id, instant, pageOf, paging, person, reason } from './common';
import { operation } from './operation';

const tag = 'proposals';

/** A change that takes effect only when another administrator has approved it. */
export const proposalSchema = z
  .strictObject({
    id,
    kind: z.enum(['definition.publish', 'definition.retire', 'calendar', 'rules', 'parameters', 'noticeTexts']),
    /** What is changed: a version of a definition, or a year of the calendar. */
    subject: z.string().optional(),
    region: z.string(),
    status: z.enum(['open', 'approved', 'declined']),
    note: z.string(),
    by: person,
    at: instant,
    decidedBy: person.optional(),
    decidedAt: instant.optional(),
    reason: z.string().optional(),
    /** The bulk work by which running cases adopt the change. */
    update: id.optional(),
    /** Whether the reader may approve it: not the proposer. */
    mine: z.boolean(),
  })
  .meta({ id: 'Proposal' });
export type Proposal = z.infer<typeof proposalSchema>;

export const listProposals = operation({
  id: 'listProposals',
  tag,
  method: 'get',
  path: '/proposals',
  permission: 'proposal.decide',
  target: { list: 'proposal' },
  query: z.strictObject({ ...paging, status: proposalSchema.shape.status.default('open') }),
  answer: pageOf(proposalSchema),
  summary: { zh: '待批准的变更', en: 'Changes waiting for approval' },
});
export const readProposal = operation({
  id: 'readProposal',
  tag,
  method: 'get',
  path: '/proposals/{id}',
  permission: 'proposal.decide',
  target: { path: { id: 'proposal' } },
  /** `body`: the exact content to be put in force. */
  answer: proposalSchema.extend({ body: z.unknown() }).meta({ id: 'ProposalDetail' }),
  summary: { zh: '一项变更的内容', en: 'The content of a proposal' },
});
export const approveProposal = operation({
  id: 'approveProposal',
  tag,
  method: 'post',
  path: '/proposals/{id}/approve',
  permission: 'proposal.decide',
  target: { path: { id: 'proposal' } },
  body: z.strictObject({}),
  answer: proposalSchema,
  summary: { zh: '批准（提出人以外的管理员）', en: 'Approve a proposal; the proposer cannot' },
});
export const declineProposal = operation({
  id: 'declineProposal',
  tag,
  method: 'post',
  path: '/proposals/{id}/decline',
  permission: 'proposal.decide',
  target: { path: { id: 'proposal' } },
  body: z.strictObject({ reason }),
  answer: proposalSchema,
  summary: { zh: '不批准或撤回', en: 'Decline a proposal, or withdraw one’s own' },
});
