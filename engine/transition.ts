import { apply } from './apply';
import type { Command } from './commands';
import { admit, fitsAlone } from './admit';
import { copyState } from './copyState';
import { EDITION } from './edition';
import type { Event } from './events';
import type { Fact } from './facts';
import { handlers } from './handlers';
import { startOf } from './handlers/start';
import type { Program } from './program';
import { Refusal } from './Refusal';
import { keepHeld } from './run/held';
import { quiesce } from './run/quiesce';
import { Step } from './run/Step';
import type { State } from './state';

/** The result of an event: the new state, what happened in order, and what the outside world has to do. */
export interface Transition {
  state: State;
  facts: Fact[];
  commands: Command[];
}

/**
 * The step of BPMN's semantics: a pure function of program, state and event that never changes its arguments. `state`
 * is undefined for `start`. Throws Refusal if the event does not apply.
 */
export const transition = (program: Program, state: State | undefined, event: Event): Transition =>
  advance(program, state && copyState(state), event);

/**
 * The same step in place, for a host that owns its state: its cost depends on what happens, not on the size of the
 * state. A refused event leaves the state unchanged.
 */
export function advance(program: Program, state: State | undefined, event: Event): Transition {
  if (event.type === 'start') return begin(program, state, event);
  if (!state) throw new Refusal('NOT_STARTED', '流程实例尚未开始。', 'The process instance has not started.');
  if (state.graph !== program.graph.hash || state.process !== program.graph.process)
    throw new Refusal(
      'WRONG_GRAPH',
      '流程实例不属于这个定义版本。',
      'The instance does not belong to this version of the definition.',
    );
  if (state.status !== 'active')
    throw new Refusal('NOT_ACTIVE', '流程实例已经结束。', 'The process instance has ended.');
  if ((event.edition ?? EDITION) >= 2) admit(state, event);
  const step = new Step(program, state, event);
  const handle = handlers[event.type] as (step: Step, event: Event) => () => void;
  return work(step, handle(step, event));
}

function begin(program: Program, state: State | undefined, event: Extract<Event, { type: 'start' }>): Transition {
  if (state) throw new Refusal('ALREADY_STARTED', '流程实例已经开始。', 'The process instance has already started.');
  const start = startOf(program, event);
  if (event.variables && (event.edition ?? EDITION) >= 2) fitsAlone(event.variables);
  const { graph } = program;
  const started: Fact = {
    type: 'started',
    process: graph.process,
    graph: graph.hash,
    at: event.at,
    ...(event.instance ? { instance: event.instance } : {}),
  };
  const step = new Step(program, apply(undefined, started), event);
  step.facts.push(started);
  return work(step, () => start(step));
}

function work(step: Step, act: () => void): Transition {
  const before = step.index.due.first?.due;
  if (step.state.at !== step.event.at) step.emit({ type: 'clock', at: step.event.at });
  act();
  quiesce(step);
  keepHeld(step);
  const due = step.state.status === 'active' ? step.index.due.first?.due : undefined;
  if (due !== before) step.command({ type: 'wake', at: due ?? null });
  return { state: step.state, facts: step.facts, commands: step.outbox.sent };
}
