import { type Pattern, PatternTooLarge, xpathPattern } from '../../patterns';
import { FeelLimitError } from '../errors';
import type { Run } from '../Run';
import { matcherEdition1, replaceAllEdition1, splitEdition1 } from './patternsEdition1';

/** From this edition on, patterns are those of XPath and matched in linear time. */
const LINEAR = 2;

/** The compiled pattern, its cost counted once per evaluation; undefined if it is not valid. Throws FeelLimitError. */
function patternOf(run: Run, text: string, flags: string): Pattern | undefined {
  try {
    const pattern = xpathPattern(text, flags);
    run.once(`${flags}/${text}`, () => pattern?.compileCost ?? text.length);
    return pattern;
  } catch (error) {
    if (!(error instanceof PatternTooLarge)) throw error;
    throw new FeelLimitError(
      `正则表达式过长或重复次数过多：${text.slice(0, 100)}`,
      `The regular expression is too long, or repeats too often: ${text.slice(0, 100)}`,
    );
  }
}

/** Whether the pattern matches somewhere; undefined if it is not valid. */
export function matches(run: Run, input: string, pattern: string, flags: string): boolean | undefined {
  if (!run.since(LINEAR)) return matcherEdition1(pattern, flags)?.test(input);
  const found = patternOf(run, pattern, flags);
  if (found) run.step(found.cost(input.length));
  return found?.test(input);
}

/**
 * Every match replaced; `$1` stands for a group, `$0` for the match, `\$` and `\\` for themselves; undefined if the
 * pattern matches the empty text or `$` stands alone.
 */
export function replaceAll(
  run: Run,
  input: string,
  pattern: string,
  replacement: string,
  flags: string,
): string | undefined {
  if (!run.since(LINEAR)) return replaceAllEdition1(run, input, pattern, replacement, flags);
  const found = patternOf(run, pattern, flags);
  if (!found || found.test('')) return undefined;
  const plain = flags.includes('q');
  if (!plain && !/^(?:[^$\\]|\$\d|\\[$\\])*$/.test(replacement)) return undefined;
  let replaced = '';
  let last = 0;
  for (const { start, end, groups } of found.matches(input, (steps) => run.step(steps))) {
    const match = input.slice(start, end);
    replaced += input.slice(last, start) + (plain ? replacement : filled(replacement, match, groups));
    last = end;
    if (replaced.length > input.length) run.allowText(replaced.length);
  }
  return replaced + input.slice(last);
}

/** XPath takes the longest number that is a group's; a group that did not match is empty. */
const filled = (replacement: string, match: string, groups: (string | undefined)[]): string =>
  replacement.replace(
    /\\([$\\])|\$(\d)/g,
    (_, plain?: string, group?: string) => plain ?? (group === '0' ? match : (groups[Number(group) - 1] ?? '')),
  );

/** The parts between the matches; if the pattern matches the empty text, the single characters. */
export function split(run: Run, input: string, delimiter: string): string[] | undefined {
  if (!run.since(LINEAR)) return splitEdition1(run, input, delimiter);
  const found = patternOf(run, delimiter, '');
  if (!found) return undefined;
  const parts: string[] = [];
  let last = 0;
  for (const { start, end } of found.matches(input, (steps) => run.step(steps))) {
    if (end === start && (start === last || start === input.length)) continue;
    parts.push(input.slice(last, start));
    last = end;
  }
  return [...parts, input.slice(last)];
}

/** All matches, in order. */
export function extract(run: Run, input: string, pattern: string): string[] | undefined {
  if (!run.since(LINEAR)) {
    const found = matcherEdition1(pattern, '', 'g');
    return found && [...(input.match(found) ?? [])];
  }
  const found = patternOf(run, pattern, '');
  return (
    found &&
    Array.from(
      found.matches(input, (steps) => run.step(steps)),
      ({ start, end }) => input.slice(start, end),
    )
  );
}
