import type { Argument, Node } from './ast';
import { expression } from './operators';
import { isUnaryComparison, unaryComparison } from './parse';
import { primary } from './primary';
import type { Reader } from './Reader';

/** A value and its postfixes: `.name`, `[filter]`, `(arguments)`, in any order. */
export function postfix(reader: Reader): Node {
  let node = primary(reader);
  for (;;) {
    const next = path(reader, node) ?? filter(reader, node) ?? invocation(reader, node);
    if (!next) return node;
    node = next;
  }
}

function path(reader: Reader, target: Node): Node | undefined {
  if (reader.takeIf('...')) return { type: 'descendants', at: target.at, target, name: reader.name() };
  return reader.takeIf('.') ? { type: 'path', at: target.at, target, name: reader.name() } : undefined;
}

function filter(reader: Reader, target: Node): Node | undefined {
  if (!reader.isSymbol('[')) return undefined;
  return reader.inRangeEnd ? reader.attempt(() => bracketed(reader, target)) : bracketed(reader, target);
}

function bracketed(reader: Reader, target: Node): Node {
  reader.expect('[');
  const test = isUnaryComparison(reader) ? unaryComparison(reader, expression) : expression(reader);
  reader.expect(']');
  return { type: 'filter', at: target.at, target, test };
}

function invocation(reader: Reader, target: Node): Node | undefined {
  if (!reader.takeIf('(')) return undefined;
  const args: Argument[] = [];
  if (!reader.takeIf(')')) {
    const named = reader.attempt(() => argumentName(reader));
    args.push({ name: named, value: expression(reader) });
    while (reader.takeIf(','))
      args.push({ name: named === undefined ? undefined : argumentName(reader), value: expression(reader) });
    reader.expect(')');
  }
  return { type: 'invocation', at: target.at, target, args };
}

function argumentName(reader: Reader): string {
  const name = reader.token.kind === 'string' ? reader.take().text : reader.name();
  reader.expect(':');
  return name;
}
