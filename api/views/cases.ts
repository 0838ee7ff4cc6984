import { displayCaseNumber } from '../../domain/caseNumber';
import { toYuan } from '../../domain/money';
import type { Case } from '../../models';
import type { CaseRow } from '../contract/cases';
import type { InForce } from '../references';
import { dueOf, workingDaysLeft } from './deadlines';
import { namesOf } from './people';

/** The number of a case or other matter as people read it. */
export const displayed = ({ _id, shown }: Pick<Case, '_id' | 'shown'>): string => shown ?? displayCaseNumber(_id);

/** `party`: for a party, who is not told of technical trouble. */
export async function caseRows(cases: Case[], now: Date, references: InForce, party: boolean): Promise<CaseRow[]> {
  const names = await namesOf(cases.flatMap(({ organisation, mediator }) => [organisation, mediator]));
  return cases.map((found) => ({
    number: found._id,
    display: displayed(found),
    region: found.region,
    city: found.city,
    filedAt: found.filedAt.toISOString(),
    channel: found.channel ?? undefined,
    worker: found.worker,
    employer: found.employer,
    workers: found.workers,
    industry: found.industry ?? undefined,
    keyGroups: found.keyGroups,
    causes: found.causes,
    amount: toYuan(found.amount),
    status: found.status,
    stage: found.stage ?? undefined,
    outcome: found.outcome ?? undefined,
    closedAt: found.closedAt?.toISOString(),
    kind: found.kind ?? undefined,
    priority: found.priority ?? undefined,
    organisation: names(found.organisation),
    mediator: names(found.mediator),
    openTasks: found.openTasks,
    incidents: party ? 0 : found.incidents,
    due: found.status === 'open' ? dueOf(found.due) : null,
    workingDaysLeft: found.status === 'open' ? workingDaysLeft(found.due, now, references) : null,
    breached: found.breached,
    updatedAt: found.updatedAt.toISOString(),
  }));
}
