import { valueOf, type FormScope } from './evaluate';
import { problem, type Found } from './problem';
import type { Component } from './schema';

/** A contradiction, with its path if it is not the component's own. */
type Contradiction = NonNullable<Found> & { path?: string };

/**
 * Contradictions between a field and the rest of the form, by the field's property `valid`: a FEEL condition that is
 * false, or a list of faults in both languages, each with its path on this level or for the field itself. A condition
 * that cannot be evaluated yet, or that calls a function which is unavailable here, reports nothing. The message of a
 * false condition may be FEEL as well.
 */
export function contradictions({ properties = {} }: Component, scope: FormScope): Contradiction[] {
  const { valid, invalid, invalid_en } = properties;
  const answer = valid && valueOf(valid, scope);
  if (Array.isArray(answer)) return answer.filter(isTold).map(toldOf);
  if (answer !== false) return [];
  const words = (text: string | undefined) => String(valueOf(text, scope) ?? '');
  return [
    problem(
      'CONTRADICTION',
      words(invalid) || '与表单中其他内容或案件情况不符',
      words(invalid_en) || 'This contradicts the rest of the form or the case',
    ),
  ];
}

const isTold = (each: unknown): each is { path?: unknown; zh: string; en: string } =>
  typeof each === 'object' &&
  each !== null &&
  typeof (each as { zh?: unknown }).zh === 'string' &&
  typeof (each as { en?: unknown }).en === 'string';

const toldOf = ({ path, zh, en }: { path?: unknown; zh: string; en: string }): Contradiction => ({
  ...problem('CONTRADICTION', zh, en),
  ...(typeof path === 'string' && path && { path }),
});
