import { paperName } from '../../domain/documents';
import type { Text } from '../../domain/text';
import type { Variables } from '../../engine';
import { Cases, publishedVersion, type Case, type Task } from '../../models';
import { fillPaper, placeOfPaper } from '../../papers/fillPaper';
import type { PaperToMake } from '../../threads/afterCompletion';
import { inThread } from '../../threads/pool';
import { mayOpen } from '../access/compartments';
import type { Who } from '../access/Who';
import type { Deps } from '../deps';
import { Problem } from '../errors';
import { batchesOfInstance, pastOf } from '../history';
import { nameOf } from '../views/nodes';

const noTemplate: Text = { zh: '没有已发布的文书模板', en: 'No template is published for it' };

/**
 * What completing a task with these values would make and begin, computed by the step that it takes and filled by the
 * templates now published. Nothing is kept, and no number drawn. Papers that the reader may not open are left out.
 */
export async function previewCompletion(
  task: Task,
  values: Variables,
  who: Who,
  at: Date,
  { library, references }: Deps,
) {
  const past = pastOf(await batchesOfInstance(task.instance)).get(task.instance);
  if (!past?.state || past.state.status !== 'active') throw new Problem('INSTANCE_ENDED');
  const after = await inThread('preview', 'afterCompletion', {
    bundle: await library.bytes(past.bundle),
    state: past.state,
    task: task.key,
    variables: values,
    by: who.id,
    at: at.toISOString(),
  });
  if ('refusal' in after) throw new Problem('CATCHING_UP', { detail: after.refusal });
  const graph = await library.graph(past.bundle);
  const about = await Cases.findById(task.case).lean<Case>();
  // What the step sets becomes facts of the case before its papers are made.
  const { case: _case, ...set } = after.variables;
  const known = about && {
    ...about,
    ...(after.compartment === 'open'
      ? { facts: { ...about.facts, ...set } }
      : {
          factsIn: {
            ...about.factsIn,
            [after.compartment]: { ...about.factsIn?.[after.compartment], ...set },
          },
        }),
  };
  const { calendar, rules, parameters } = await references.inForce();
  const current = {
    calendar: { data: calendar.data, version: calendar.hash },
    rules: { data: rules.data, version: rules.hash },
    parameters: parameters.data,
  };
  const paper = async ({ code, compartment: place, variables }: PaperToMake) => {
    const name = paperName(code);
    const template = await publishedVersion('template', code);
    if (!template) return { code, name, fault: noTemplate };
    const made = await fillPaper({
      code,
      template,
      about: known,
      region: about?.region ?? task.region,
      compartment: placeOfPaper(code, place),
      variables,
      at,
      references: current,
    });
    if ('fault' in made) return { code, name, fault: made.fault };
    const { text } = await inThread('document', 'write', { document: made.bytes, texts: {} });
    return { code, name, text };
  };
  const open = after.papers.filter(({ code, compartment }) =>
    mayOpen(who, task, { compartment: placeOfPaper(code, compartment) }),
  );
  return {
    papers: await Promise.all(open.map(paper)),
    begins: after.begins.map((element) => nameOf(graph, element)),
    status: after.status,
  };
}
