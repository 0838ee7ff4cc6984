import { builtIns } from '../builtins';
import type { Run } from '../Run';
import type { Node } from '../syntax/ast';
import { FeelObject } from '../values/FeelObject';
import { fromHost } from '../values/json';
import { lookUp } from '../values/lookUp';
import { entryOf, isContext, typeOf } from '../values/typeOf';
import { compile } from './index';
import { type Closure, find, type Frame, frameAt, type Lexical } from './Lexical';

/** A variable: bound in the expression, an entry of the filtered item, or from the scope. */
export function compileName(node: Extract<Node, { type: 'name' }>, lexical: Lexical): Closure {
  const { name, at } = node;
  const { items, hops, index } = find(name, lexical);
  const last: Closure = index < 0 ? fromScope(name, at) : (frame) => frameAt(frame, hops).values[index];
  const bound: Closure = index >= 0 && hops === 0 ? (frame) => frame.values[index] : last;
  if (items.length === 0) {
    if (index < 0) lexical.gathered.reads.add(name);
    return bound;
  }
  if (name === 'item') return (frame) => itself(frameAt(frame, items[0]!).values[0]);
  if (index < 0) lexical.gathered.mayRead.add(name);
  return (frame) => {
    const entry = fromItems(frame, items, name);
    return entry === undefined ? bound(frame) : entry;
  };
}

/** The filtered item; if it is a context with an entry of this name, that entry. */
function itself(item: unknown): unknown {
  const own = isContext(item) ? entryOf(item, 'item') : undefined;
  return own === undefined ? item : fromHost(own);
}

function fromItems(frame: Frame, items: readonly number[], name: string): unknown {
  for (const hops of items) {
    const item = frameAt(frame, hops).values[0];
    const value = isContext(item) ? lookUp(item, name) : item instanceof FeelObject ? item.property(name) : undefined;
    if (value !== undefined) return fromHost(value);
  }
  return undefined;
}

function fromScope(name: string, at: number): Closure {
  const builtIn = builtIns.get(name);
  return (frame) => {
    const value = frame.run.scope.get(name);
    if (value !== undefined) return fromHost(value);
    return builtIn ?? frame.run.warn('NO_VARIABLE', [name], at);
  };
}

/** `e.name`: for a list, the name of each element (DMN 1.3 §10.3.2.5). */
export function compilePath(node: Extract<Node, { type: 'path' }>, lexical: Lexical): Closure {
  const target = compile(node.target, lexical);
  const { name, at } = node;
  return (frame) => propertyOf(target(frame), name, frame.run, at);
}

export function propertyOf(value: unknown, name: string, run: Run, at?: number): unknown {
  if (Array.isArray(value)) {
    run.step(value.length);
    return value.map((item) => propertyOf(item, name, run, at));
  }
  const found = value instanceof FeelObject ? value.property(name) : isContext(value) ? lookUp(value, name) : undefined;
  if (found !== undefined) return fromHost(found);
  return value === null ? null : run.warn('NO_PROPERTY', [name, typeOf(value)], at);
}

/** `e...name`: every entry of that name at any depth (DMN 1.6). */
export function compileDescendants(node: Extract<Node, { type: 'descendants' }>, lexical: Lexical): Closure {
  const target = compile(node.target, lexical);
  return (frame) => {
    const found: unknown[] = [];
    collect(target(frame), node.name, found, frame.run);
    return found;
  };
}

function collect(value: unknown, name: string, found: unknown[], run: Run): void {
  run.step();
  if (!Array.isArray(value) && !isContext(value)) return;
  for (const [key, child] of Object.entries(value)) {
    if (!Array.isArray(value) && key === name) found.push(child);
    collect(child, name, found, run);
  }
}
