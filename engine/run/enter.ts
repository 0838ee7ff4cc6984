import type { Fact } from '../facts';
import type { Element, Link } from '../program';
import type { Instance, Key } from '../state';
import type { Entry, Move } from './Agenda';
import { attempt, stop } from './attempt';
import { begin } from './lifecycle';
import type { Step } from './Step';

/** Processes a token of the agenda. */
export function move(step: Step, scope: Key, token: Move): void {
  if ('flow' in token) return arrive(step, token.flow, scope);
  if ('held' in token) return beginHeld(step, token.held);
  const instance = enter(step, token.element, token.entry);
  token.then?.(instance);
}

function arrive(step: Step, flow: Link, scope: Key): void {
  step.touched.add(scope);
  const { to } = flow;
  if (!to.behavior.joins) return void enter(step, to, { scope, flow: flow.id });
  step.emit({ type: 'arrived', node: to.id, flow: flow.id, scope });
  join(step, to, scope);
}

function beginHeld(step: Step, key: Key): void {
  const instance = step.instance(key);
  if (instance) beginWithin(step, instance);
}

/** Lets the tokens before a node enter if they suffice; returns whether they did. */
export function join(step: Step, element: Element, scope: Key): boolean {
  const arrived = step.state.arrived[`${scope}/${element.id}`];
  let used: number[] | undefined;
  if (arrived)
    attempt(step, step.instance(scope)!, 'children', () => {
      used = element.behavior.joins!({ step, element, scope, arrived });
    });
  if (!used) return false;
  const flows = used.map((index) => arrived![index]!);
  step.emit({ type: 'joined', node: element.id, scope, used });
  const data = element.behavior.joined?.(flows);
  enter(step, element, { scope, ...(data ? { data } : {}) });
  return true;
}

/** Creates an instance. */
export function enter(step: Step, element: Element, { scope, flow, variables, data }: Entry): Instance {
  const key = step.state.nextKey;
  const entered: Extract<Fact, { type: 'entered' }> = { type: 'entered', key, element: element.id };
  if (scope !== undefined) entered.scope = scope;
  if (flow !== undefined) entered.flow = flow;
  if (variables) entered.variables = variables;
  step.emit(entered);
  if (data) step.emit({ type: 'remembered', key, data });
  if (scope !== undefined) step.touched.add(scope);
  const instance = step.state.instances[key]!;
  beginWithin(step, instance);
  return instance;
}

/** Begins the instance if the step's budget allows it; otherwise it gets an incident, or is held back by an earlier one. */
function beginWithin(step: Step, instance: Instance): void {
  if (step.budget.stoppedAt !== undefined) return void step.budget.held.push(instance.key);
  const exceeded = step.budget.enter();
  if (exceeded) stop(step, instance, 'enter', exceeded);
  else begin(step, instance);
}
