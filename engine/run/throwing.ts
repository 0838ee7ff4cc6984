import type { Variables } from '../events';
import type { Element } from '../program';
import type { Instance } from '../state';
import { attempt, perform } from './attempt';
import { behaviorOf, hereOf, isIteration, isLoop } from './instances';
import type { Step } from './Step';

interface Thrown {
  event: 'error' | 'escalation';
  code?: string;
  message?: string;
}

/**
 * Searches outwards for what catches an error or escalation: in each scope first its event sub-processes, then its
 * boundary events; an event that names the code takes precedence over one that catches all. False if nothing in this
 * instance catches it.
 */
export function throwOutwards(step: Step, from: Instance, thrown: Thrown, variables: Variables = {}): boolean {
  const { key, element } = from;
  const { event, code, message } = thrown;
  const fact = { type: 'thrown' as const, key, element, event, ...(code === undefined ? {} : { code }) };
  let came: Instance | undefined;
  for (
    let at: Instance | undefined = from;
    at;
    came = at, at = at.scope === undefined ? undefined : step.instance(at.scope)
  ) {
    const catcher = catcherAt(step, at, came, thrown);
    if (!catcher) continue;
    step.emit({ ...fact, caughtBy: catcher.id });
    const local = { [event]: { code: code ?? null, ...(message === undefined ? {} : { message }) } };
    attempt(step, at, 'work', () =>
      perform(step, at, catcher.inner.catches!(hereOf(step, at), catcher, variables, local)),
    );
    return true;
  }
  step.emit(fact);
  return false;
}

/** Throws an escalation; if nothing here catches it, it goes to the caller, if there is one. */
export function escalate(step: Step, from: Instance, code: string | undefined, variables: Variables): void {
  const caught = throwOutwards(step, from, { event: 'escalation', ...(code === undefined ? {} : { code }) }, variables);
  if (!caught && step.state.instance?.parent)
    step.command({ type: 'escalateToCaller', ...(code === undefined ? {} : { code }), variables });
}

function catcherAt(step: Step, at: Instance, came: Instance | undefined, thrown: Thrown): Element | undefined {
  if (behaviorOf(step, at).past) return undefined;
  const { eventStarts, boundary } = step.element(at);
  const open =
    at.data?.closed || isLoop(step, at) ? [] : eventStarts.filter((start) => start.scope!.id !== came?.element);
  return best(open, thrown) ?? (isIteration(step, at) ? undefined : best(boundary, thrown));
}

function best(events: Element[], { event, code }: Thrown): Element | undefined {
  const catching = (exact: boolean) =>
    events.find(({ events: definitions }) =>
      definitions.some(
        (definition) =>
          definition.type === event &&
          (exact ? definition.code !== undefined && definition.code === code : definition.code === undefined),
      ),
    );
  return catching(true) ?? catching(false);
}
