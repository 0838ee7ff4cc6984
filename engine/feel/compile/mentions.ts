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

const isNode = (value: object): value is Node => 'type' in value && 'at' in value;

/** The expressions directly within another; for entries, arguments and iterators their values. */
export function children(node: Node): Node[] {
  const found: Node[] = [];
  const fields = node as unknown as Record<string, unknown>;
  for (const key in fields) {
    // Types and the values of literals are no expressions.
    if (key !== 'of' && !(key === 'value' && node.type === 'literal')) gather(fields[key], found);
  }
  return found;
}

/** This is a hot path of compiling. */
function gather(part: unknown, found: Node[]): void {
  if (typeof part !== 'object' || part === null) return;
  if (isNode(part)) found.push(part);
  else if (Array.isArray(part)) for (const each of part) gather(each, found);
  else for (const each of Object.values(part)) gather(each, found);
}
