import type { Node } from '../syntax/ast';

/** Whether an expression uses a name anywhere. */
export function mentions(node: Node, name: string): boolean {
  for (const each of within(node)) if (each.type === 'name' && each.name === name) return true;
  return false;
}

/** An expression and all within it. */
export function* within(node: Node): Generator<Node> {
  const open = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    yield next;
    for (const child of children(next)) open.push(child);
  }
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && 'at' in value;

/** The expressions directly within another; for entries, arguments and iterators their values. */
export function children(node: Node): Node[] {
  return Object.entries(node).flatMap(([key, part]) =>
    key === 'of' || (key === 'value' && node.type === 'literal') ? [] : parts(part),
  );
}

function parts(part: unknown): Node[] {
  if (isNode(part)) return [part];
  if (Array.isArray(part)) return part.flatMap(parts);
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(parts) : [];
}
