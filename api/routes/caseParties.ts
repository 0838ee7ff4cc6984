import { completed, completionProblems, fieldsOf, patchOf, type Completion } from '../../domain/completion';
import type { Case as Filed } from '../../domain/case';
import { Steps, type Case } from '../../models';
import type { State } from '../../engine';
import { PARTIES_COMPLETED } from '../../workflows/messages';
import * as contract from '../contract/cases';
import { Problem } from '../errors';
import { partiesOf } from '../partyKeys';
import { batchesOf, pastOf } from '../history';
import { route, type Call } from '../http/Route';
import { sha256 } from '../keys';
import { demandInCharge } from './codes';

export const casePartyRoutes = [route(contract.completeParties, complete)];

type Body = Completion & { reason: string };

/**
 * Completes what was not known of the parties at filing. It is an act of its own, a step of the pipeline and of each
 * process that has the case among its variables: so what is shown can be rebuilt, and every process goes on with it.
 */
async function complete(call: Call<'/cases/{number}/parties', unknown, Body>) {
  const { target: found, who, body, key, deps } = call;
  await demandInCharge(who, found);
  const { reason, ...given } = body;
  const patch = patchOf(given);
  const fields = fieldsOf(patch);
  if (!(await Steps.exists({ updates: key }))) demandCompletable(found, given);
  const parties = [...new Set([...found.parties, ...partiesOf(completed(filedAs(found), given), deps.keys)])];
  const change = { reason, by: who.id, merge: true, act: PARTIES_COMPLETED } as const;
  await deps.temporal.setVariables(found._id, key, {
    ...change,
    variables: { case: patch, partiesCompleted: { fields, parties } },
  });
  for (const { instance, scope } of await holdersOf(found._id))
    await deps.temporal
      .setVariables(instance, sha256(`${key}|${instance}|${scope}`), { ...change, scope, variables: { case: patch } })
      .catch(unlessOver);
  return { number: found._id, completed: fields };
}

function demandCompletable(found: Case, given: Completion): void {
  if (found.status === 'closed') throw new Problem('CASE_CLOSED', { more: { outcome: found.outcome } });
  const problems = completionProblems(filedAs(found), given);
  const { joinedNumbers } = found.facts as { joinedNumbers?: unknown[] | null };
  if (given.members && joinedNumbers?.length)
    problems.push({
      path: ['members'],
      code: 'custom',
      zh: '本案已与其他申请合并，名单由合并而来，不能在这里补全',
      en: 'The case was joined with others: its roster comes from them and is not completed here',
    });
  if (problems.length)
    throw new Problem('INVALID', { errors: problems.map(({ path, ...each }) => ({ ...each, path: path.join('.') })) });
}

const filedAs = ({ data }: Case): Filed => data as unknown as Filed;

/** The places, other than the process of the case itself, where a running process has the case among its own variables. */
async function holdersOf(number: string): Promise<{ instance: string; scope: number }[]> {
  const pasts = [...pastOf(await batchesOf(number)).values()];
  return pasts.flatMap(({ instance, state }) =>
    state?.status === 'active' ? scopesWith(state, instance === number).map((scope) => ({ instance, scope })) : [],
  );
}

const scopesWith = ({ instances }: State, isRoot: boolean): number[] =>
  Object.values(instances)
    .filter(({ key, variables }) => !(isRoot && key === 1) && isCase(variables?.case))
    .map(({ key }) => key);

const isCase = (value: unknown): boolean => typeof value === 'object' && value !== null && 'employer' in value;

/** What has ended meanwhile needs nothing any more. */
const unlessOver = (error: unknown): void => {
  if (!(error instanceof Problem) || !['INSTANCE_ENDED', 'NOT_FOUND', 'CASE_CLOSED'].includes(error.code)) throw error;
};
