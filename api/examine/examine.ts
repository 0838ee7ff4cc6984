import { disputeFunctions } from '../../domain/feel';
import { jobTypes } from '../../domain/jobTypes';
import { roles } from '../../domain/roles';
import { bytes, Definitions, type Definition, type DefinitionKind } from '../../models';
import type { Examined, Examinee } from '../../threads/examine';
import { inThread } from '../../threads/pool';
import type { References } from '../references';

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
  inThread('check', 'examineSource', async () => ({
    kind,
    fileName,
    source,
    ...(await knownTo(references)),
    together: together?.map((each) => ({ kind: each.kind, keys: [...each.keys] })),
  }));

/** The names that expressions may read, for completions. */
export const names = (references: References): Promise<string[]> =>
  inThread('check', 'namesKnown', () => knownTo(references));

/**
 * What a model may reference outside itself: published definitions, the time limits, the legal functions, and the
 * variables that definitions and drafts set in a case (`others`, read in the thread).
 */
async function knownTo(references: References): Promise<Pick<Examinee, 'known' | 'others'>> {
  const { calendar, rules } = await references.inForce();
  const current = await Definitions.find(
    { status: { $in: ['draft', 'published'] } },
    { kind: 1, keys: 1, status: 1, source: 1 },
  ).lean<Definition[]>();
  const published = current.filter(({ status }) => status === 'published');
  const keys = (kind: DefinitionKind) => published.filter((each) => each.kind === kind).flatMap((each) => each.keys);
  const functions = Object.keys(disputeFunctions({ calendar: calendar.bound, rules: rules.data, parameters: [] }));
  const known = {
    forms: keys('form'),
    decisions: keys('decision'),
    processes: keys('process'),
    limits: rules.data.limits.map(({ id }) => id),
    jobs: jobTypes.codes,
    roles: roles.codes,
    variables: [...functions, 'case', 'matter', 'instance'],
  };
  const others = current.filter(({ kind }) => kind === 'form' || kind === 'process');
  return { known, others: others.map(({ kind, source }) => ({ kind, source: bytes(source) })) };
}
