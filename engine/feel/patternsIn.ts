import { PatternTooLarge, xpathPattern } from '../patterns';
import { children } from './compile/mentions';
import type { Node } from './syntax/ast';
import { parseExpression, parseUnaryTests } from './syntax/parse';

/** The functions that take a regular expression: the positions and names of the pattern and its flags. */
const TAKES_PATTERN: ReadonlyMap<string, { pattern: string; flags?: number }> = new Map([
  ['matches', { pattern: 'pattern', flags: 2 }],
  ['replace', { pattern: 'pattern', flags: 3 }],
  ['split', { pattern: 'delimiter' }],
  ['extract', { pattern: 'pattern' }],
]);

/**
 * Pattern literals in an expression that the current rules refuse: functions return null for them, or stop. Throws
 * FeelSyntaxError.
 */
export function refusedPatterns(text: string, unary = false, names: readonly string[] = []): string[] {
  const found: string[] = [];
  const visit = (node: Node): void => {
    const taken = node.type === 'invocation' && node.target.type === 'name' && TAKES_PATTERN.get(node.target.name);
    if (taken) {
      const named = node.args.some(({ name }) => name);
      const argument = (at: number, name: string): unknown => {
        const value = (named ? node.args.find((each) => each.name === name) : node.args[at])?.value;
        return value?.type === 'literal' ? value.value : undefined;
      };
      const pattern = argument(1, taken.pattern);
      const flags = taken.flags === undefined ? '' : argument(taken.flags, 'flags');
      if (typeof pattern === 'string' && !isPattern(pattern, typeof flags === 'string' ? flags : ''))
        found.push(pattern);
    }
    children(node).forEach(visit);
  };
  visit((unary ? parseUnaryTests : parseExpression)(text, names));
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
