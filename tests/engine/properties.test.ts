import fc from 'fast-check';
import {
  apply,
  bind,
  copyState,
  migrate,
  transition,
  type Command,
  type Event,
  type Fact,
  type Graph,
  type Program,
  type State,
  type Variables,
} from '../../engine';
import { block, graphOf, withListeners, renamed } from './arbitraryModel';

const START = '2026-01-05T09:00:00+08:00';
const MOST = 4000;

/** A random run: which of the possible events comes next, and the values of the conditions. */
interface Run {
  program: Program;
  state: State;
  facts: Fact[];
  commands: Command[];
  now: string;
}

const answers = fc.array(fc.boolean(), { minLength: 10, maxLength: 10 });
const choices = fc.infiniteStream(fc.nat({ max: 1000 }));

function startRun(graph: Graph, flags: boolean[], more: Variables = {}): Run {
  const program = bind(graph);
  const variables = { ...more, ...Object.fromEntries(flags.map((flag, index) => [`c${index}`, flag])) };
  return step(
    { program, state: undefined as unknown as State, facts: [], commands: [], now: START },
    { at: START, type: 'start', variables },
  );
}

/** Applies one event and checks everything that must hold for any event: purity, determinism, the fold, JSON. */
function step(run: Run, event: Event): Run {
  const before = JSON.stringify(run.state);
  const { state, facts, commands } = transition(run.program, run.state, event);
  expect(JSON.stringify(run.state)).toBe(before);
  expect(facts.reduce<State | undefined>(apply, run.state && copyState(run.state))).toEqual(state);
  const again = transition(
    bind(run.program.graph),
    before === undefined ? undefined : (JSON.parse(before) as State),
    event,
  );
  expect(JSON.stringify(again)).toBe(JSON.stringify({ state, facts, commands }));
  return {
    program: run.program,
    state: JSON.parse(JSON.stringify(state)) as State,
    facts: [...run.facts, ...facts],
    commands: [...run.commands, ...commands],
    now: event.at,
  };
}

function possible({ state, now }: Run): Event[] {
  const waits = Object.values(state.instances).flatMap(({ key, waits = [] }) => waits.map((wait) => ({ key, wait })));
  const due = waits
    .flatMap(({ wait }) => (wait.type === 'timer' && wait.due ? [wait.due] : []))
    .sort((a, b) => Date.parse(a) - Date.parse(b))[0];
  const { variables } = state.instances[1]!;
  return [
    ...Object.values(state.instances).flatMap(({ key, incident }): Event[] =>
      incident ? [{ at: now, type: 'incidentRetried', key, variables: { listener: 'told' } }] : [],
    ),
    ...(variables && 'listener' in variables
      ? [{ at: now, type: 'variablesSet' as const, variables: { listener: null } }]
      : []),
    ...waits.flatMap(({ key, wait }): Event[] =>
      wait.type === 'task'
        ? [{ at: now, type: 'taskCompleted', key }]
        : wait.type === 'job'
          ? [{ at: now, type: 'jobCompleted', key }]
          : [],
    ),
    ...(due ? [{ at: Date.parse(due) > Date.parse(now) ? due : now, type: 'timeCame' as const }] : []),
  ];
}

function play(run: Run, chance: Iterator<number>, until: (run: Run, steps: number) => boolean = () => false): Run {
  let at = run;
  for (let steps = 0; at.state.status === 'active' && steps < MOST && !until(at, steps); steps++) {
    const next = possible(at);
    expect(next).not.toEqual([]);
    at = step(at, next[chance.next().value! % next.length]!);
  }
  return at;
}

/** Everything that was opened was closed, once. */
function expectNothingOpen({ state, facts, commands }: Run): void {
  expect(state.instances).toEqual({});
  expect(state.arrived).toEqual({});
  const count = (type: Fact['type']) => facts.filter((fact) => fact.type === type).length;
  expect(count('entered')).toBe(count('completed') + count('terminated'));
  expect(count('waiting')).toBe(count('waitEnded'));
  expect(count('arrived')).toBe(
    facts.reduce((sum, fact) => sum + (fact.type === 'joined' ? fact.used.length : 0), 0) + droppedTokens(facts),
  );
  const countOf = (type: Command['type']) => commands.filter((command) => command.type === type).length;
  expect(countOf('openTask')).toBe(countOf('closeTask'));
  expect(state.compensable).toBeUndefined();
}

function droppedTokens(facts: Fact[]): number {
  const standing = new Map<string, number>();
  let dropped = 0;
  for (const fact of facts) {
    const place = 'node' in fact ? `${fact.scope}/${fact.node}` : '';
    if (fact.type === 'arrived') standing.set(place, (standing.get(place) ?? 0) + 1);
    if (fact.type === 'joined') standing.set(place, standing.get(place)! - fact.used.length);
    if (fact.type === 'dropped') {
      dropped += standing.get(place) ?? 0;
      standing.delete(place);
    }
  }
  return dropped;
}

const runs = { numRuns: 150 };

fc.configureGlobal({ seed: 20260511 });

describe('any sound model, in any order of events', () => {
  it('completes with nothing left open; each step is pure, deterministic, the fold of its facts and valid JSON', () => {
    fc.assert(
      fc.property(block, answers, choices, (model, flags, chance) => {
        const end = play(startRun(graphOf(model), flags), chance[Symbol.iterator]());
        expect(end.state.status).toBe('completed');
        expectNothingOpen(end);
      }),
      runs,
    );
  });

  it('does so too with listeners at every moment, any of which may fail', () => {
    fc.assert(
      fc.property(block, answers, choices, (model, flags, chance) => {
        const end = play(startRun(withListeners(graphOf(model)), flags, { listener: null }), chance[Symbol.iterator]());
        expect(end.state.status).toBe('completed');
        expectNothingOpen(end);
        const caught = end.facts.filter(
          (fact) =>
            fact.type === 'waitEnded' && fact.fired && fact.wait.type === 'job' && fact.wait.listener !== undefined,
        );
        expect(
          new Set(
            caught.map(
              (fact) => `${(fact as { key: number }).key} ${(fact as { wait: { listener?: number } }).wait.listener}`,
            ),
          ).size,
        ).toBe(caught.length);
      }),
      { numRuns: 30 },
    );
  });

  it('leaves nothing open when it is cancelled', () => {
    fc.assert(
      fc.property(block, answers, choices, fc.nat({ max: 12 }), (model, flags, chance, steps) => {
        const at = play(startRun(graphOf(model), flags), chance[Symbol.iterator](), (_run, done) => done >= steps);
        const end = at.state.status === 'active' ? step(at, { at: at.now, type: 'cancelled' }) : at;
        expectNothingOpen(end);
      }),
      runs,
    );
  });

  it('is unchanged after a migration to another version and back', () => {
    fc.assert(
      fc.property(
        block,
        fc.boolean(),
        answers,
        choices,
        fc.nat({ max: 12 }),
        (model, listened, flags, chance, steps) => {
          const graph = listened ? withListeners(graphOf(model)) : graphOf(model);
          const { state, program, now } = play(
            startRun(graph, flags, listened ? { listener: null } : {}),
            chance[Symbol.iterator](),
            (_run, done) => done >= steps,
          );
          fc.pre(state.status === 'active');
          const other = renamed(graph);
          const there = migrate(
            program,
            bind(other.graph),
            state,
            { elements: other.elements },
            { at: now, reason: 'there' },
          ).state;
          const back = migrate(
            bind(other.graph),
            program,
            there,
            { elements: Object.fromEntries(Object.entries(other.elements).map(([one, two]) => [two, one])) },
            { at: now, reason: 'back' },
          ).state;
          expect(back).toEqual(state);
        },
      ),
      runs,
    );
  });
});
