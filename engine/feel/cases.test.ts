import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileFeel } from '.';
import { identical } from './values/comparison';
import { text } from './values/text';

const folder = join(__dirname, 'cases');
const scope = { get: () => undefined, has: () => false, now: '2025-06-01T02:00:00Z' };
const valueOf = (expression: string): unknown => compileFeel(expression).evaluate(scope);

/** `expression => result` on one line, or on two if an expression contains a line break; `#` starts a comment. */
function cases(file: string): [string, string][] {
  const lines = readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
  return lines
    .join('\n')
    .split(/(?<= => .*)\n/)
    .map((line) => line.split(' => ') as [string, string]);
}

describe.each(readdirSync(folder))('%s', (file) => {
  it.each(cases(file))('%s gives %s', (expression, result) => {
    const [actual, expected] = [valueOf(expression), valueOf(result)];
    expect(identical(actual, expected) ? text(expected, true) : text(actual, true)).toBe(text(expected, true));
    expect(actual === null).toBe(expected === null);
  });
});
