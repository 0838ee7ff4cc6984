import * as z from 'zod';
import { caseSchema, type Case } from './case';
import { creditCodeField, identityNumberField, phoneField, textField } from './fields';
import { memberSchema, type Employer } from './party';
import { problemAt, problems, type Problem } from './problems';

/** What of the parties may be completed after filing. */
export const completionSchema = z.strictObject({
  employer: z
    .strictObject({
      /** As registered; only together with what identifies it. */
      name: textField(120).optional(),
      creditCode: creditCodeField.optional(),
      ownerIdentityNumber: identityNumberField.optional(),
      legalRepresentative: textField(60).optional(),
      address: textField(200).optional(),
      phone: phoneField.optional(),
    })
    .optional(),
  /** The whole roster: whoever is listed already stays in place. */
  members: z.array(memberSchema).min(1).max(5000).optional(),
});
export type Completion = z.infer<typeof completionSchema>;

/** Fields of a case that a completion may set. */
export const completable = [
  'employer.name',
  'employer.creditCode',
  'employer.ownerIdentityNumber',
  'employer.legalRepresentative',
  'employer.address',
  'employer.phone',
  'workers.members',
] as const;

/** A completion as members of the case that are added to those that it has. */
export function patchOf({ employer, members }: Completion): Record<'employer' | 'workers', object> | object {
  return { ...(employer && { employer }), ...(members && { workers: { members } }) };
}

/** The case as it then is. */
export const completed = (filed: Case, { employer, members }: Completion): Case => ({
  ...filed,
  employer: { ...filed.employer, ...employer },
  workers: { ...filed.workers, ...(members && { members }) },
});

/** The fields that a completion sets, by their paths in the case. */
export const fieldsOf = (patch: object): string[] =>
  Object.entries(patch).flatMap(([side, given]) => Object.keys(given as object).map((name) => `${side}.${name}`));

/**
 * What is wrong with completing a case in this way. Only what was not known is completed: whom a case is against, or
 * whose it is, does not change afterwards: another party is added, or applied against anew.
 */
export function completionProblems(filed: Case, given: Completion): Problem[] {
  const { employer = {}, members } = given;
  if (!fieldsOf(patchOf(given)).length) return [problemAt([], '请填写要补全的内容', 'Enter what is to be completed')];
  const found = [
    ...employerProblems(filed.employer, employer),
    ...(members ? rosterProblems(filed.workers, members) : []),
  ];
  return found.length ? found : wholeProblems(filed, given);
}

function employerProblems(known: Employer, given: NonNullable<Completion['employer']>): Problem[] {
  const isKnown = known.creditCode !== undefined || known.ownerIdentityNumber !== undefined;
  const identifies = given.creditCode !== undefined || given.ownerIdentityNumber !== undefined;
  const at = (field: string, zh: string, en: string): Problem => problemAt(['employer', field], zh, en);
  const told = (['legalRepresentative', 'address', 'phone'] as const)
    .filter((field) => given[field] !== undefined && known[field] !== undefined)
    .map((field) =>
      at(field, '申请时已经填写，不能在这里改动', 'This was given in the application and is not changed here'),
    );
  if (isKnown && identifies)
    told.push(
      at(
        given.creditCode === undefined ? 'ownerIdentityNumber' : 'creditCode',
        '案件已经有用人单位的号码：告错单位的，请追加当事人或者另行申请',
        'The employer is identified already: against another one, add a party or apply anew',
      ),
    );
  if (given.creditCode !== undefined && given.ownerIdentityNumber !== undefined)
    told.push(at('ownerIdentityNumber', '有信用代码的不用填写出资人', 'With a credit code there is no owner to name'));
  if (given.name !== undefined && !(identifies && !isKnown))
    told.push(at('name', '单位名称只能与号码一并按登记补全', 'The name is completed only together with its number'));
  return told;
}

function rosterProblems({ count, members: listed = [] }: Case['workers'], given: Case['workers']['members'] = []) {
  const path = ['members'];
  if (count < 2) return [problemAt(path, '本案只有一名劳动者，没有名单', 'There is only one worker, and so no roster')];
  const isKept = listed.every(({ name, identityNumber }, index) => {
    const row = given[index];
    return row?.name === name && row.identityNumber === identityNumber;
  });
  return isKept
    ? []
    : [
        problemAt(
          path,
          `名单前${listed.length}行应为已登记的人，顺序不变；新的人加在后面`,
          `The first ${listed.length} must be those listed already, in the same order; add others after them`,
        ),
      ];
}

/** What is wrong with the case as it then is, as far as it comes from what was completed. */
function wholeProblems(filed: Case, given: Completion): Problem[] {
  const whole = completed(filed, given);
  const read = caseSchema.safeParse(whole);
  if (read.success) return [];
  return problems(read.error, whole)
    .filter(({ path }) => path[0] === 'employer' || path[1] === 'members' || (given.members && path[0] === 'claims'))
    .map(({ path, zh, en }) => problemAt(path[1] === 'members' ? path.slice(1) : path, zh, en));
}
