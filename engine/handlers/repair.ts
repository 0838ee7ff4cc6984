import { Refusal } from '../Refusal';
import { abort } from '../run/abort';
import { resolve } from '../run/incidents';
import { runAgain } from '../run/jobs';
import { listenerAt, pendingResult } from '../run/listeners';
import { listenOn } from '../run/resume';
import { attempt, perform } from '../run/attempt';
import { behaviorOf, hereOf } from '../run/instances';
import { begin, clear, complete, depart, finish, leave, settle, terminate } from '../run/lifecycle';
import { evaluateChanges } from '../run/conditions';
import { quiesce } from '../run/quiesce';
import type { Step } from '../run/Step';
import { propagate } from '../run/variables';
import { endWaits } from '../run/waits';
import type { Incident, Instance, Key } from '../state';
import { instanceAt } from './find';
import type { Handler } from './index';
import { targetOf } from './targetOf';
import { place } from '../run/tokens';

/** Retries what is stuck from where it stopped, with corrected variables if given. */
export const incidentRetried: Handler<'incidentRetried'> = (step, { key, variables }) => {
  const instance = instanceAt(step, key);
  const { incident } = instance;
  if (!incident)
    throw new Refusal(
      'NO_INCIDENT',
      `编号 ${key} 的元素没有异常。`,
      `The element with key ${key} has no incident.`,
      instance.element,
    );
  return () => {
    resolve(step, instance, 'retried');
    if (variables) propagate(step, key, variables);
    again[incident.phase](step, instance);
  };
};

const again: Record<Incident['phase'], (step: Step, instance: Instance) => void> = {
  enter(step, instance) {
    endWaits(step, instance);
    begin(step, instance);
  },
  work(step, instance) {
    const listener = listenerAt(step, instance);
    const resume = listener ? [runAgain(listener)] : behaviorOf(step, instance).resume?.(hereOf(step, instance));
    if (resume) attempt(step, instance, 'work', () => perform(step, instance, resume));
    else again.enter(step, instance);
  },
  complete: finish,
  leave: depart,
  children: (step, instance) => settle(step, instance.key),
  derive(step, instance) {
    evaluateChanges(step, 'all');
    if (step.alive(instance)) settle(step, instance.key);
  },
  start: (step, instance) => listenOn(step, instance, 'start'),
  creating: (step, instance) => listenOn(step, instance, 'creating'),
  completing: (step, instance) => listenOn(step, instance, 'completing'),
  end: (step, instance) => listenOn(step, instance, 'end'),
};

/**
 * An operator states that the element is done without it; its token continues. Results it already received are mapped
 * as if it had completed.
 */
export const elementSkipped: Handler<'elementSkipped'> = (step, { key, reason, variables, by }) => {
  const instance = instanceAt(step, key);
  const here = hereOf(step, instance);
  const behavior = behaviorOf(step, instance);
  const flows = behavior.skip?.(here);
  if (instance.scope === undefined || (behavior.skip && !flows)) {
    throw new Refusal(
      'CANNOT_SKIP',
      `不能跳过「${instance.element}」：无法确定令牌的去向，请修正变量后重试，或移动令牌。`,
      `“${instance.element}” cannot be skipped, because it is not clear where its token goes: correct the variables and retry, or move the token.`,
      instance.element,
    );
  }
  return () => {
    const given = pendingResult(step, instance);
    repaired(step, reason, by);
    resolve(step, instance, 'skipped');
    clear(step, instance, 'skipped');
    if (variables) propagate(step, key, variables);
    if (flows) return leave(step, instance, flows);
    if (!given) return depart(step, instance);
    endWaits(step, instance, (wait) => wait.type === 'job');
    complete(step, instance, given);
  };
};

/**
 * Tokens are removed in one place and created in another; new ones begin before old ones are removed, so that no scope
 * ends in between.
 */
export const tokensMoved: Handler<'tokensMoved'> = (step, event) => {
  const { cancel, activate, reason, variables, by, completeEmptied } = event;
  const cancelled = cancel.map((key) => instanceAt(step, key));
  if (cancelled.some((instance) => instance.scope === undefined))
    throw new Refusal(
      'CANNOT_SKIP',
      '不能移走整个流程，请改用撤销。',
      'The process itself cannot be moved: cancel it.',
    );
  const targets = activate.map(({ element, scope }) => targetOf(step, element, scope));
  return () => {
    repaired(step, reason, by);
    if (variables) propagate(step, 1, variables);
    const entered = new Set<Key>();
    for (const { element, open } of targets) {
      const scope = open();
      for (let around: Key | undefined = scope; around !== undefined; around = step.instance(around)?.scope)
        entered.add(around);
      place(step, element, scope);
    }
    quiesce(step);
    for (const instance of cancelled) if (step.alive(instance)) terminate(step, instance, 'moved');
    for (const { scope } of cancelled)
      if (completeEmptied) settle(step, scope!);
      else leaveEmptied(step, scope!, entered);
  };
};

/**
 * A scope from which all tokens were removed ends without completing, and so do its enclosing scopes: what it stands
 * for did not happen. If a token was moved into it and reached its end, or if people choose what is done in it, it
 * decides itself.
 */
function leaveEmptied(step: Step, key: Key, entered: ReadonlySet<Key>): void {
  const scope = step.instance(key);
  if (!scope) return;
  if (!hereOf(step, scope).idle || entered.has(key) || behaviorOf(step, scope).start) return settle(step, key);
  if (scope.scope === undefined) return abort(step, 'terminated', 'moved');
  terminate(step, scope, 'moved');
  leaveEmptied(step, scope.scope, entered);
}

/** A performer chose an activity of an ad-hoc sub-process (§13.3.5). */
export const activityStarted: Handler<'activityStarted'> = (step, { scope, element }) => {
  const instance = instanceAt(step, scope);
  const here = hereOf(step, instance);
  const activity = here.element.children.find((child) => child.id === element);
  const { start } = behaviorOf(step, instance);
  if (!start)
    throw new Refusal(
      'NOT_AD_HOC',
      `「${instance.element}」不是临时子流程，不能由人选择活动。`,
      `“${instance.element}” is not an ad-hoc sub-process: its activities are not chosen by people.`,
      instance.element,
    );
  if (!activity)
    throw new Refusal(
      'NO_SUCH_ELEMENT',
      `「${instance.element}」中没有活动「${element}」。`,
      `“${instance.element}” has no activity “${element}”.`,
      element,
    );
  return () => attempt(step, instance, 'children', () => perform(step, instance, start(here, activity)));
};

const repaired = (step: Step, reason: string, by: string | undefined) =>
  step.emit({ type: 'repaired', reason, ...(by ? { by } : {}) });
