import type { EventBehavior } from '../behavior';
import type { EventDefinition } from '../graph';
import { cancel } from './cancel';
import { compensate } from './compensate';
import { conditional } from './conditional';
import { error } from './error';
import { escalation } from './escalation';
import { link } from './link';
import { message } from './message';
import { signal } from './signal';
import { terminate } from './terminate';
import { timer } from './timer';

const behaviors: { [T in EventDefinition['type']]: EventBehavior<Extract<EventDefinition, { type: T }>> } = {
  message,
  timer,
  signal,
  error,
  escalation,
  conditional,
  compensate,
  link,
  cancel,
  terminate,
};

/** The behavior of each event definition, by its type. */
export const eventBehaviors = behaviors as Record<EventDefinition['type'], EventBehavior>;
