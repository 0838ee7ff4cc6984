import type { Action } from './behavior';
import type { Variables } from './events';
import type { Element, Link } from './program';
import type { Wait } from './state';
import * as lifecycle from './run/lifecycle';
import { armEvents, wait as waitFor } from './run/waits';
import { place } from './run/tokens';

/** The work is done with these result variables; output mappings run and the token continues. */
export const complete =
  (given?: Variables): Action =>
  (step, instance) =>
    lifecycle.complete(step, instance, given);

/** The token continues along these flows. */
export const leave =
  (flows: Link[]): Action =>
  (step, instance) =>
    lifecycle.leave(step, instance, flows);

/** The instance waits. */
export const wait =
  (waiting: Wait): Action =>
  (step, instance) =>
    waitFor(step, instance, waiting);

/** The instance is armed for these events. */
export const arm =
  (events: Element[]): Action =>
  (step, instance) =>
    armEvents(step, instance, events);

/** Tokens are placed before these elements, inside the instance. */
export const start =
  (elements: Element[]): Action =>
  (step, instance) => {
    for (const element of elements) place(step, element, instance.key);
  };

/** The behavior stores this with the instance; null removes a name. */
export const remember =
  (data: Record<string, unknown>): Action =>
  (step, instance) =>
    step.emit({ type: 'remembered', key: instance.key, data });

/** Everything inside the instance ends. */
export const clear =
  (reason?: string): Action =>
  (step, instance) =>
    lifecycle.clear(step, instance, reason);
