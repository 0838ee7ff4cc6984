import { disputeFunctions } from '../../domain/feel';
import { jobTypes } from '../../domain/jobTypes';
import { roles } from '../../domain/roles';
import type { Known } from '../../engine/check';
import type { Form } from '../../engine/form';
import { bytes, Definitions, type Definition, type DefinitionKind } from '../../models';
import type { Examined } from '../../threads/examine';
import { inThread } from '../../threads/pool';
import type { References } from '../references';
import { namesUsed } from '../views/formNames';

export { isPublishable, type Examined, type Finding } from '../../threads/examine';

/**
 * Examines a file as it would be published, in a separate thread: reports what is wrong with it, and refuses what would
 * take too long (TooHeavy). `together`: what is published with it, if known.
 */
export const examine = async (
  kind: DefinitionKind,
  fileName: string,
  source: Buffer,
  references: References,
  together?: readonly Definition[],
): Promise<Examined> =>
  inThread('check', 'examineSource', {
    kind,
    fileName,
    source,
    known: await known(references),
    together: together?.map((each) => ({ kind: each.kind, keys: [...each.keys] })),
  });

/**
 * What a model may reference outside itself: published definitions, variables that they and the drafts set in a case,
 * the time limits, the legal functions.
 */
export async function known(references: References): Promise<Known & { variables: string[] }> {
  const { calendar, rules } = await references.inForce();
  const current = await Definitions.find(
    { status: { $in: ['draft', 'published'] } },
    { kind: 1, keys: 1, status: 1, source: 1 },
  ).lean<Definition[]>();
  const published = current.filter(({ status }) => status === 'published');
  const keys = (kind: DefinitionKind) => published.filter((each) => each.kind === kind).flatMap((each) => each.keys);
  const functions = Object.keys(disputeFunctions({ calendar: calendar.bound, rules: rules.data, parameters: [] }));
  return {
    forms: keys('form'),
    decisions: keys('decision'),
    processes: keys('process'),
    limits: rules.data.limits.map(({ id }) => id),
    jobs: jobTypes.codes,
    roles: roles.codes,
    variables: [...functions, 'case', 'instance', ...current.flatMap(variablesOf)],
  };
}

/** Names set by a definition: the fields of a form, the results and mappings of a process. */
function variablesOf({ kind, source }: Definition): string[] {
  if (kind === 'form') return namesUsed(JSON.parse(bytes(source).toString('utf8')) as Form, []);
  if (kind !== 'process') return [];
  return [
    ...bytes(source)
      .toString('utf8')
      .matchAll(/\b(?:resultVariable|target|outputCollection|inputElement)="([^"]+)"/g),
  ].map(([, name]) => name!);
}
