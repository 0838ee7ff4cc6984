import { formScope, valueOf } from '../../engine/form';
import type { Task } from '../../models';
import type { Bilingual } from '../contract/common';

/**
 * What a task tells everybody who follows the case: the properties `told` and `told_en` of its model, text in FEEL over
 * the variables that the task shows.
 */
export function publicNoteOf(
  { properties, variables }: Pick<Task, 'properties' | 'variables'>,
  now: Date,
): Bilingual | undefined {
  const scope = formScope(variables ?? {}, now.toISOString());
  const zh = valueOf(properties.told, scope);
  const en = valueOf(properties.told_en, scope) ?? zh;
  return typeof zh === 'string' && typeof en === 'string' ? { zh, en } : undefined;
}
