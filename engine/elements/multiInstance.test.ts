import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, readBpmn } from '..';
import { MemoryHost } from '../memory/MemoryHost';
import { complete, given, start } from '../../tests/engine/given';

describe('multi-instance', () => {
  it('runs for every item at once and ends when its condition holds', () =>
    given('multiInstance.parallel.bpmn')
      .when(start({ people: ['a', 'b', 'c'] }))
      .waits('ask', 'ask', 'ask')
      .commanded({ type: 'openTask', variables: { answer: null, loopCounter: 2, person: 'b', who: 'b' } })
      .when(complete('ask', { answer: 3 }, 2), complete('ask', { answer: 1 }, 0))
      .ends()
      .variables({ answers: [1, null, 3] }));

  it('runs for one item after the other, with an output for each', () =>
    given('multiInstance.sequential.bpmn')
      .when(start({ people: ['a', 'b'] }), complete('ask', { answer: 10 }, 1))
      .then('completed ask', 'entered ask')
      .when(complete('ask', { answer: 20 }, 1))
      .variables({ answers: [11, 22] })
      .ends());

  it('completes at once without items', () =>
    given('multiInstance.sequential.bpmn')
      .when(start({ people: [] }))
      .variables({ answers: [] })
      .ends());

  it('is interrupted as a whole by its boundary event', () =>
    given('multiInstance.sequential.bpmn')
      .when(start({ people: ['a', 'b'] }))
      .later('P1D')
      .then('entered late', 'terminated ask', 'terminated ask')
      .ends());

  it('stops with an incident if its collection is not a list', () =>
    given('multiInstance.sequential.bpmn')
      .when(start({ people: 3 }))
      .incident('ask', 'NOT_A_LIST'));

  it('runs a sub-process several times', () =>
    given('multiInstance.cardinality.bpmn')
      .when(start({ n: 3 }))
      .waits('a', 'a', 'a')
      .when(complete('a'), complete('a'), complete('a'))
      .times(4, 'completed sub')
      .ends());

  it('throws its event when a complex condition holds, ends the other instances and continues', () =>
    given('multiInstance.complex.bpmn')
      .when(start(), complete('vote', {}, 1))
      .never('entered half')
      .when(complete('vote', {}, 1))
      .times(1, 'entered half')
      .times(2, 'terminated vote')
      .then('took vote_e')
      .ends());

  it('is also ended by a complex condition that throws nothing', () =>
    given('multiInstance.complex.bpmn', {}, 'multiInstance_silent')
      .when(start(), complete('check'))
      .waits('check')
      .when(complete('check'))
      .then('took check_ce')
      .ends());

  it('only throws its event in a case compiled before complex conditions ended the loop', async () => {
    const { definitions } = await readBpmn(readFileSync(join(__dirname, 'multiInstance.complex.bpmn')));
    const graph = compile(definitions, 'multiInstance_complex', '');
    const loop = graph.nodes.vote!.loop as { complexEnds?: true };
    expect(loop.complexEnds).toBe(true);
    delete loop.complexEnds;
    const host = new MemoryHost([graph]);
    const id = host.start('multiInstance_complex');
    for (let left = 4; left > 0; left--) {
      const { state } = host.cases.get(id)!;
      expect(state.status).toBe('active');
      const task = Object.values(state.instances).find(({ waits }) => waits?.some(({ type }) => type === 'task'))!;
      host.send(id, { type: 'taskCompleted', key: task.key });
    }
    expect(host.cases.get(id)!.state.status).toBe('completed');
  });

  it('throws its event for each instance if its behavior is none', () =>
    given('multiInstance.none.bpmn')
      .when(start(), complete('vote', {}, 1), complete('vote', {}, 1))
      .times(2, 'entered voted')
      .ends());

  it('ends all instances if one of them throws outwards', () =>
    given('multiInstance.scopes.bpmn')
      .when(start(), complete('a'))
      .times(1, 'entered handle')
      .then('took failed_fe')
      .ends());

  it('of a transaction continues at its cancel boundary event when one instance was cancelled and compensated', () =>
    given('multiInstance.scopes.bpmn', {}, 'cancelled')
      .when(start(), complete('b'))
      .waits('b', 'undo')
      .never('took wasCancelled_we')
      .when(complete('undo'))
      .then('took wasCancelled_we', 'terminated b')
      .times(1, 'entered wasCancelled')
      .never('took tx_ce')
      .ends());
});
