import { PatternTooLarge, xpathPattern } from '../patterns';
import { children } from './compile/mentions';
import type { Node } from './syntax/ast';
import { parseExpression, parseUnaryTests } from './syntax/parse';

const TAKES_PATTERN = new Set(['matches', 'replace', 'split', 'extract']);

/** Pattern literals in an expression that the present rules refuse: they give null there, or stop it. */
export function refusedPatterns(text: string, unary = false): string[] {
  const found: string[] = [];
  const visit = (node: Node): void => {
    if (node.type === 'invocation' && node.target.type === 'name' && TAKES_PATTERN.has(node.target.name)) {
      const [, pattern, third, fourth] = node.args.map(({ value }) => (value.type === 'literal' ? value.value : null));
      const flags = node.target.name === 'matches' ? third : node.target.name === 'replace' ? fourth : '';
      if (typeof pattern === 'string' && !isPattern(pattern, typeof flags === 'string' ? flags : ''))
        found.push(pattern);
    }
    children(node).forEach(visit);
  };
  visit((unary ? parseUnaryTests : parseExpression)(text));
  return found;
}

function isPattern(text: string, flags: string): boolean {
  try {
    return xpathPattern(text, flags) !== undefined;
  } catch (error) {
    if (error instanceof PatternTooLarge) return false;
    throw error;
  }
}
