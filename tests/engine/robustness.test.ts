import fc from 'fast-check';
import {
  apply,
  bind,
  copyState,
  Refusal,
  transition,
  type Event,
  type EventBody,
  type Graph,
  type Program,
  type State,
} from '../../engine';
import { after } from '../../engine/run/time';
import { anyGraph } from './arbitraryGraph';
import { withListeners } from './arbitraryModel';

const START = '2026-01-05T09:00:00+08:00';
const variables = { c0: true, c1: false, c2: false, c3: true, listener: null };

/** Any event, for existing and non-existing things. */
function anyEvent(state: State, graph: Graph, chance: () => number): EventBody {
  const keys = [...Object.keys(state.instances).map(Number), 999];
  const key = keys[chance() % keys.length]!;
  const elements = Object.keys(graph.nodes);
  const element = elements[chance() % elements.length]!;
  const events: EventBody[] = [
    { type: 'taskCompleted', key },
    { type: 'taskCompleted', key },
    { type: 'jobCompleted', key },
    { type: 'jobCompleted', key },
    { type: 'jobFailed', key, message: 'x', code: 'E' },
    { type: 'jobFailed', key, message: 'x' },
    { type: 'timeCame' },
    { type: 'timeCame' },
    { type: 'messageArrived', name: 'm' },
    { type: 'signalArrived', name: 'g' },
    { type: 'variablesSet', variables: { [`c${chance() % 4}`]: chance() % 2 === 0 } },
    { type: 'variablesSet', variables: { listener: chance() % 2 === 0 ? 'told' : null } },
    { type: 'contextChanged' },
    { type: 'incidentRetried', key },
    { type: 'elementSkipped', key, reason: 'x' },
    { type: 'tokensMoved', cancel: [key], activate: [{ element }], reason: 'x' },
    { type: 'activityStarted', scope: key, element },
  ];
  return events[chance() % events.length]!;
}

function step(program: Program, state: State | undefined, event: Event): State {
  const before = JSON.stringify(state);
  const done = transition(program, state, event);
  expect(JSON.stringify(state)).toBe(before);
  expect(done.facts.reduce<State | undefined>(apply, state && copyState(state))).toEqual(done.state);
  return JSON.parse(JSON.stringify(done.state)) as State;
}

describe('any graph, however meaningless, with any events', () => {
  it('throws only refusals, folds, and leaves nothing open when it ends or is cancelled', () => {
    fc.assert(
      fc.property(anyGraph, fc.boolean(), fc.infiniteStream(fc.nat({ max: 9_999 })), (any, listened, stream) => {
        const graph = listened ? withListeners(any) : any;
        const program = bind(graph, { budget: 300 });
        const chances = stream[Symbol.iterator]();
        const chance = () => chances.next().value as number;
        let now = START;
        let state = step(program, undefined, { at: now, type: 'start', variables });
        for (let count = 0; count < 25 && state.status === 'active'; count++) {
          if (chance() % 3 === 0) now = after(now, 'PT40M');
          try {
            state = step(program, state, { at: now, ...anyEvent(state, graph, chance) } as Event);
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
          }
        }
        if (state.status === 'active') state = step(program, state, { at: now, type: 'cancelled' });
        expect([state.instances, state.arrived, state.compensable]).toEqual([{}, {}, undefined]);
      }),
      { numRuns: 300 },
    );
  });
});
