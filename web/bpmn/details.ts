/** An element as bpmn-moddle reads it. */
export interface Moddle {
  $type: string;
  id?: string;
  [property: string]: unknown;
}
export interface Change {
  path: string;
  before?: string;
  after?: string;
}

/** Properties that are ignored: position, drawing, and child elements, which are compared separately. */
const elsewhere = new Set([
  '$type',
  '$parent',
  '$attrs',
  'id',
  'incoming',
  'outgoing',
  'flowElements',
  'rootElements',
  'diagrams',
  'artifacts',
  'laneSets',
  'lanes',
  'flowNodeRef',
  'participants',
  'messageFlows',
]);

/**
 * The differences between two versions of an element, including its extensions: the path of each value, and the value
 * before and after.
 */
export function changesOf(before: Moddle, after: Moddle): Change[] {
  const [old, fresh] = [valuesOf(before), valuesOf(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((path) =>
    old.get(path) === fresh.get(path) ? [] : [{ path, before: old.get(path), after: fresh.get(path) }],
  );
}

/** Every element of a model by its id. */
export function elementsOf(element: Moddle, found = new Map<string, Moddle>()): Map<string, Moddle> {
  if (element.id) found.set(element.id, element);
  for (const name of ['rootElements', 'flowElements', 'artifacts', 'laneSets', 'lanes', 'participants', 'messageFlows'])
    for (const child of (element[name] as Moddle[] | undefined) ?? []) elementsOf(child, found);
  return found;
}

function valuesOf(element: Moddle, path = '', values = new Map<string, string>()): Map<string, string> {
  for (const name of Object.keys(element))
    if (!elsewhere.has(name)) put(element[name], path ? `${path}.${name}` : name, values);
  return values;
}

function put(value: unknown, path: string, values: Map<string, string>): void {
  if (value === undefined || value === null || value === '') return;
  if (Array.isArray(value)) return value.forEach((each, index) => put(each, name(each, path, index), values));
  if (typeof value !== 'object') return void values.set(path, String(value));
  const element = value as Moddle;
  // A reference to another element, not a child.
  if (element.id && !path.includes('eventDefinitions') && !/loopCharacteristics|conditionExpression/.test(path))
    return void values.set(path, element.id);
  const before = values.size;
  valuesOf(element, path, values);
  if (values.size === before && !path.endsWith('extensionElements')) values.set(path, '✓');
}

/** A key for a value: extensions by their type, others by position. */
function name(each: unknown, path: string, index: number): string {
  const { $type, target, key, name: called } = (each ?? {}) as Record<string, string | undefined>;
  const by = target ?? key ?? called;
  if (!$type?.includes(':') || $type.startsWith('bpmn:')) return index ? `${path}.${index + 1}` : path;
  return `${path.replace(/\.?(extensionElements\.)?values$|\.?extensionElements$/, '')}${path === 'extensionElements.values' ? '' : '.'}${$type.replace(/^\w+:/, '')}${by ? `(${by})` : ''}`;
}
