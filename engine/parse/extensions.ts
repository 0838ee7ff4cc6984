import type { Binding, Feel, Mapping, Text } from '../graph';
import { CompileRefusal } from './CompileRefusal';
import type { ModdleElement } from './read';

/** The first `zeebe:` extension element with that name, e.g. `TaskDefinition`. */
export const extension = (element: ModdleElement, name: string): ModdleElement | undefined =>
  element.extensionElements?.values?.find((value: ModdleElement) => value.$type === `zeebe:${name}`);

/** An attribute that may be static text or, with a leading `=`, FEEL. */
export function text(value: string | undefined): Text | undefined {
  const trimmed = value?.trim();
  if (!trimmed) return undefined;
  return trimmed.startsWith('=') ? { feel: trimmed.slice(1).trim() } : { static: trimmed };
}

/** An attribute or body that is FEEL with or without the leading `=`. */
export function feel(value: string | undefined): Feel | undefined {
  const trimmed = value?.trim();
  if (!trimmed) return undefined;
  return (trimmed.startsWith('=') ? trimmed.slice(1) : trimmed).trim();
}

/** A body whose plain form is a literal (`PT5M`): FEEL only with a leading `=`. */
export function literalOrFeel(value: string | undefined): Feel | undefined {
  const read = text(value);
  if (!read) return undefined;
  return 'feel' in read ? read.feel : JSON.stringify(read.static);
}

/** The source of a `zeebe:` mapping: FEEL with a leading `=`, otherwise the text itself. */
const mapping = (parameter: ModdleElement): Mapping => ({
  source: literalOrFeel(parameter.source) ?? 'null',
  target: parameter.target,
});

export function mappings(
  element: ModdleElement,
  direction: 'inputParameters' | 'outputParameters',
): Mapping[] | undefined {
  const found: ModdleElement[] = extension(element, 'IoMapping')?.[direction] ?? [];
  const missing = found.find((parameter) => !parameter.target);
  if (missing)
    throw new CompileRefusal(
      'BAD_VALUE',
      element.id,
      '输入输出映射缺少目标变量名，请填写 target。',
      'An input or output mapping has no target variable: give it one.',
    );
  return found.length ? found.map(mapping) : undefined;
}

export function headers(element: ModdleElement): Record<string, string> | undefined {
  const found: ModdleElement[] = extension(element, 'TaskHeaders')?.values ?? [];
  return found.length ? Object.fromEntries(found.map((header) => [header.key, header.value ?? ''])) : undefined;
}

export function properties(element: ModdleElement): Record<string, string> | undefined {
  const found: ModdleElement[] = extension(element, 'Properties')?.properties ?? [];
  return found.length ? Object.fromEntries(found.map((property) => [property.name, property.value ?? ''])) : undefined;
}

export function binding(extended: ModdleElement): Binding | undefined {
  if (extended.bindingType === 'deployment') return 'deployment';
  return extended.bindingType === 'versionTag' && extended.versionTag ? { versionTag: extended.versionTag } : undefined;
}
