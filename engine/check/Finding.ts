import type { Element } from './Element';
import type { Model } from './Model';

/** `error`: the model is refused. `warning`: it may be intended, but is probably wrong. `info`: worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/** What is wrong with a model, where, and what to do about it. */
export interface Finding {
  rule: string;
  severity: Severity;
  /** Id of the element, if it has one. */
  element?: string;
  /** Line of the source, from 1. */
  line?: number;
  zh: string;
  en: string;
  /** Clause of BPMN 2.0.2 (formal/2013-12-09), or another source of the rule. */
  clause: string;
}

/** What the host has, for references out of the model. Absent: not checked. */
export interface Known {
  forms?: Iterable<string>;
  decisions?: Iterable<string>;
  processes?: Iterable<string>;
  /** Locations of imports that can be read. */
  files?: Iterable<string>;
  /** Ids of the time limits. */
  limits?: Iterable<string>;
  /** Job types that the host supports. */
  jobs?: Iterable<string>;
  /** Roles that people may have. */
  roles?: Iterable<string>;
  /** Names that FEEL may read besides the model's own variables: functions and values provided by the host. */
  variables?: Iterable<string>;
}

export interface CheckOptions {
  /**
   * `publish`: the model is to run here. `interchange`: it only has to be correct BPMN; what prevents it from running
   * here is a warning.
   */
  profile: 'publish' | 'interchange';
  known?: Known;
}

/**
 * Whether an element breaks a rule: not (`false`, `undefined`, `''`), it does (`true`), it does for this reason (a
 * value or an id, shown in brackets), or these elements do, each with a reason of its own if needed.
 */
export type Breach = boolean | string | undefined | (Element | Cause)[];
export interface Cause {
  blame: Element;
  zh: string;
  en: string;
}

/** A rule as data: the elements it applies to, when one breaks it, and what to tell the author. */
export interface Rule {
  id: string;
  severity: Severity;
  clause: string;
  zh: string;
  en: string;
  /** It reports what cannot run here: an error if the model is to be published, otherwise a warning. */
  running?: true;
  /** BPMN type names, including subtypes; `Definitions` for what concerns the model as a whole. */
  on: string | readonly string[];
  breaks(element: Element, model: Model, options: CheckOptions): Breach;
}

/** A constraint of the specification: a model that breaks it is refused. */
export const must = (rule: Omit<Rule, 'severity'>): Rule => ({ severity: 'error', ...rule });

/** What this engine needs to run a model: without it the model is not published. */
export const runs = (rule: Omit<Rule, 'severity' | 'running'>): Rule => ({ severity: 'error', running: true, ...rule });

/** Legal, but bad practice or a pitfall. */
export const should = (rule: Omit<Rule, 'severity'>): Rule => ({ severity: 'warning', ...rule });
