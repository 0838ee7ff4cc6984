import type { Run } from '../Run';
import type { Define } from './index';
import { extract, matches, replaceAll, split } from './patterns';
import { isInteger, type Num, toDouble } from '../values/numbers';

/** The text from a position on, counted in characters from 1, or from the end if negative. */
function substring(string: string, start: Num, length?: Num): string | undefined {
  const characters = Array.from(string);
  const from = Math.trunc(toDouble(start));
  const count = length === undefined ? characters.length : Math.trunc(toDouble(length));
  if (from === 0 || Math.abs(from) > characters.length || count < 1) return undefined;
  const begin = from > 0 ? from - 1 : characters.length + from;
  return characters.slice(begin, begin + count).join('');
}

function join(
  run: Run,
  list: unknown[],
  delimiter?: string | null,
  prefix?: string | null,
  suffix?: string | null,
): string | undefined {
  const strings = list.filter((item) => item !== null);
  if (!strings.every((item) => typeof item === 'string')) return undefined;
  const joined = (prefix ?? '') + strings.join(delimiter ?? '') + (suffix ?? '');
  run.allowText(joined.length);
  return joined;
}

/** String functions (DMN 1.3 §10.3.4.3, Table 74; `string join` of DMN 1.4) and Camunda's functions. */
export function defineStrings(define: Define): void {
  const two = { string: 'string', match: 'string' } as const;
  define(
    'substring',
    { string: 'string', 'start position': 'number', 'length?': 'number' },
    (_, string: string, start: Num, length?: Num) => substring(string, start, length),
  );
  define('string length', { string: 'string' }, (_, string: string) => Array.from(string).length);
  define('upper case', { string: 'string' }, (_, string: string) => string.toUpperCase());
  define('lower case', { string: 'string' }, (_, string: string) => string.toLowerCase());
  define('substring before', two, (_, string: string, match: string) =>
    string.slice(0, Math.max(0, string.indexOf(match))),
  );
  define('substring after', two, (_, string: string, match: string) =>
    string.includes(match) ? string.slice(string.indexOf(match) + match.length) : '',
  );
  define('contains', two, (_, string: string, match: string) => string.includes(match));
  define('starts with', two, (_, string: string, match: string) => string.startsWith(match));
  define('ends with', two, (_, string: string, match: string) => string.endsWith(match));
  define(
    'matches',
    { input: 'string', pattern: 'string', 'flags?': 'string|null' },
    (run, input: string, pattern: string, flags?: string | null) => matches(run, input, pattern, flags ?? ''),
  );
  define(
    'replace',
    { input: 'string', pattern: 'string', replacement: 'string', 'flags?': 'string|null' },
    (run, input: string, pattern: string, replacement: string, flags?: string | null) =>
      replaceAll(run, input, pattern, replacement, flags ?? ''),
  );
  define('split', { string: 'string', delimiter: 'string' }, split);
  define('extract', { string: 'string', pattern: 'string' }, extract);
  define('string join', { list: 'list', 'delimiter?': 'string|null' }, join);
  define('string join', { list: 'list', delimiter: 'string|null', prefix: 'string|null', suffix: 'string|null' }, join);
  define('trim', { string: 'string' }, (_, string: string) => string.trim());
  define('is blank', { string: 'string' }, (_, string: string) => string.trim() === '');
  define('repeat', { string: 'string', times: 'number' }, (run, string: string, times: Num) => {
    const count = toDouble(times);
    if (!isInteger(times) || count < 0) return undefined;
    run.allowText(string.length * count);
    return string.repeat(count);
  });
}
