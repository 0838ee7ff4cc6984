import type { Node, TypeNode } from '../syntax/ast';
import { builtInTypes, contextType, functionType, isOfType, listType, rangeType, type Type } from '../types';
import { CompileError } from './CompileError';
import { compile } from './index';
import type { Closure, Lexical } from './Lexical';

export function compileInstanceOf(node: Extract<Node, { type: 'instanceOf' }>, lexical: Lexical): Closure {
  const [value, type] = [compile(node.value, lexical), compileType(node.of, lexical)];
  return (frame) => isOfType(value(frame), type);
}

/** The type with that name. Throws CompileError if it is not defined. */
export function compileType(node: TypeNode, lexical: Lexical): Type {
  switch (node.type) {
    case 'list':
      return listType(compileType(node.of, lexical));
    case 'range':
      return rangeType(compileType(node.of, lexical));
    case 'context':
      return contextType(node.entries.map((entry) => ({ name: entry.name, type: compileType(entry.of, lexical) })));
    case 'function':
      return functionType(node.parameters.length || node.result ? node.parameters.length : undefined);
    case 'named': {
      const type = lexical.gathered.types.get(node.name) ?? builtInTypes.get(node.name);
      if (!type) throw new CompileError(node.at, `没有名为「${node.name}」的类型`, `There is no type "${node.name}"`);
      return type;
    }
  }
}
