import type { Course } from '../../domain/documents';
import { inCharge, pipelineStages } from '../../domain/stages';
import { isReferred, Tasks, type Case } from '../../models';

/** To whom a case has come: in its stages, by a task, or, to the court, because the court referred it. */
export async function courseOf(found: Pick<Case, '_id' | 'stages' | 'data'>): Promise<Course> {
  const stages = found.stages.map(({ stage }) => stage);
  const asked = await Tasks.distinct('groups', { case: found._id });
  return {
    stages,
    turns: new Set<string>([
      ...stages.flatMap((stage) => (pipelineStages.has(stage) ? inCharge[stage] : [])),
      ...(stages.includes('arbitration') ? ['director'] : []),
      ...asked,
      ...(isReferred(found) ? ['court'] : []),
    ]),
  };
}
