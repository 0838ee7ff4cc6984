import type { Element } from '../program';
import type { Key } from '../state';
import type { Step } from './Step';

/** Tokens that wait before a node of a scope instance: the ids of their sequence flows, in order of arrival. */
export interface Join {
  step: Step;
  element: Element;
  scope: Key;
  arrived: string[];
}
