import { event, given, set, start, type Story } from '../../tests/engine/given';
import { MOST_DATA } from '../budgets';
import type { Variables } from '../events';
import type { Fact } from '../facts';
import { Budget } from './Budget';
import type { Step } from './Step';

const incidents = ({ state }: Story) =>
  Object.values(state!.instances).flatMap(({ element, incident }) => (incident ? [[element, incident.code]] : []));
const retried = (element: string, variables?: Variables) => (story: Story) => ({
  type: 'incidentRetried' as const,
  key: story.keyOf(element),
  ...(variables ? { variables } : {}),
});
const has = (name: string) => (story: Story) => expect(story.state!.instances[1]!.variables).toHaveProperty(name);
/** The innermost instance with an incident. */
const stuck = (variables?: Variables) => (story: Story) => ({
  type: 'incidentRetried' as const,
  key: Object.values(story.state!.instances).find(({ incident }) => incident)!.key,
  ...(variables ? { variables } : {}),
});

describe('a step', () => {
  it('that computes too much is one incident, and continues from there', () =>
    given('budget.bpmn', { work: 5_000 }, 'long')
      .when(start({ times: 30, width: 400 }))
      .check((story) => expect(incidents(story)).toEqual([['each', 'STEP_TOO_LONG']]))
      .when(stuck())
      .check((story) => expect(incidents(story)).toEqual([['each', 'STEP_TOO_LONG']]))
      .when(stuck({ width: 2 }))
      .ends());

  it('that would begin too many instances at once begins none, and can be repaired', () =>
    given('budget.bpmn', {}, 'many')
      .when(start({ times: 100_000 }))
      .check((story) => expect(incidents(story)).toEqual([['one', 'TOO_MANY_INSTANCES']]))
      .check(({ facts }) => expect(facts.length).toBeLessThan(20))
      .when(retried('one', { times: 2 }))
      .check(({ state }) =>
        expect(Object.values(state!.instances).filter(({ element }) => element === 'one')).toHaveLength(3),
      ));

  it('that stops holds back other tokens until its one incident is resolved', () =>
    given('budget.bpmn', { budget: 18 }, 'beside')
      .when(start({ again: true }))
      .check((story) => expect(incidents(story)).toHaveLength(1))
      .never('entered a')
      .when(set({ again: false }))
      .when(stuck())
      .then('entered a')
      .waits('a')
      .check((story) => expect(incidents(story)).toEqual([])));

  it('continues beside what an operator cancels', () =>
    given('budget.bpmn', { budget: 18 }, 'beside')
      .when(start({ again: true }))
      .when((story) => ({ type: 'elementSkipped', key: stuck()(story).key, reason: 'round and round' }))
      .check((story) => expect(incidents(story).length).toBeLessThan(2)));

  it('under the first edition of the rules has no budget except for elements', () =>
    given('budget.bpmn', { work: 5_000 }, 'long')
      .when((story) => ({ ...start({ times: 30, width: 400 })(story), edition: 1 }))
      .ends());
});

describe('an instance', () => {
  it('that would hold too much has an incident where it grew, and can be repaired', () =>
    given('budget.bpmn', {}, 'grows')
      .when(start({ text: '工资'.repeat(50_000) }))
      .check((story) => expect(incidents(story)).toEqual([['double', 'TOO_LARGE']]))
      .check(has('text'))
      .when(retried('double', { text: '' }))
      .ends());

  const large = 'x'.repeat(MOST_DATA);
  let nested: unknown = 1;
  for (let level = 0; level < 100; level++) nested = [nested];

  it('does not receive data that it could not hold', () =>
    given('budget.bpmn', {}, 'many')
      .refuses('TOO_LARGE', start({ times: 1, large }))
      .when(start({ times: 1 }))
      .refuses('TOO_LARGE', set({ large }))
      .refuses('TOO_LARGE', set({ nested }))
      .refuses(
        'TOO_LARGE',
        event((story) => ({ type: 'taskCompleted', key: story.keyOf('one'), variables: { large } })),
      )
      .when(set({ large: 'x'.repeat(1_000_000) }), set({ large: 'y'.repeat(1_500_000) }), set({ large: null }))
      .check(has('large')));
});

it('counts exactly what a step writes, though it is first only estimated', () => {
  const facts: Fact[] = [];
  const budget = new Budget({ since: () => true, facts } as unknown as Step);
  const write = (times: number) => {
    for (let n = 0; n < times; n++) {
      const fact: Fact = { type: 'decided', key: 1, element: 'd', decision: 'd', result: 'x'.repeat(2_928) };
      budget.take(fact);
      facts.push(fact);
    }
  };
  // 3,000 bytes each; the estimate is three times as much.
  write(1_999);
  expect(budget.enter()).toBeUndefined();
  write(1);
  expect(budget.enter()).toBeUndefined();
  write(1);
  expect(budget.enter()).toMatchObject({ code: 'STEP_TOO_LONG' });
});
