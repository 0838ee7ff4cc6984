import type { Run } from '../Run';

const MAX_INPUT = 100_000;
const MAX_CACHED = 500;
const cache = new Map<string, RegExp | null>();

/**
 * A regular expression of XPath (DMN 1.3 §10.3.4.3, Table 75) as JavaScript's; undefined when it is none or holds a
 * repetition
 * of a repetition, `(a+)+`, which can take for ever. Flags: s, m, i, x, and q for a text taken as it is.
 */
export function matcher(pattern: string, flags: string, more = ''): RegExp | undefined {
  const key = `${flags}/${more}/${pattern}`;
  let expression = cache.get(key);
  if (expression === undefined) {
    expression = translate(pattern, flags, more);
    if (cache.size >= MAX_CACHED) cache.clear();
    cache.set(key, expression);
  }
  return expression ?? undefined;
}

const NAME_START = '[\\p{L}_:]';
const NAME_PART = '[\\p{L}\\p{N}\\p{M}_:.\\-\\u00B7]';

function translate(pattern: string, flags: string, more: string): RegExp | null {
  if (!/^[smixq]*$/.test(flags)) return null;
  if (flags.includes('q'))
    return new RegExp(
      pattern.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'),
      [...new Set(flags.replace(/[qxsm]/g, '') + more)].join('') + 'u',
    );
  if (repeatsRepetition(pattern)) return null;
  const compact = flags.includes('x') ? pattern.replace(/(\[[^\]]*\])|\s+/g, '$1') : pattern;
  const translated = compact
    .replace(/\\([icIC])/g, (_, letter: string) =>
      letter === 'i'
        ? NAME_START
        : letter === 'c'
          ? NAME_PART
          : letter === 'I'
            ? NAME_START.replace('[', '[^')
            : NAME_PART.replace('[', '[^'),
    )
    .replace(/-\[([^\]]+)\]\]/g, '--[$1]]');
  const subtracts = translated !== compact && translated.includes('--[');
  try {
    return new RegExp(
      subtracts ? nestedClasses(translated) : translated,
      [...new Set(flags.replace('x', '') + more)].join('') + (subtracts ? 'v' : 'u'),
    );
  } catch {
    return null;
  }
}

/** `[a-z--[aeiou]]` as the `v` flag wants it: both sides in brackets. */
const nestedClasses = (pattern: string): string => pattern.replace(/\[((?:[^\][]|\\.)*)--\[/g, '[[$1]--[');

/** A group that is repeated and ends in something repeated: backtracking over it is exponential. */
const repeatsRepetition = (pattern: string): boolean =>
  /\((?:[^()\\]|\\.)*[+*}](?:[^()\\|]|\\.)?\)[+*{]/.test(pattern.replace(/\[(?:[^\]\\]|\\.)*\]/g, 'c'));

/**
 * Every match replaced; `$1` stands for a group, `$0` for the match, `\$` and `\\` for themselves; undefined when the
 * pattern matches nothing at all or `$` stands alone.
 */
export function replaceAll(
  run: Run,
  input: string,
  pattern: string,
  replacement: string,
  flags: string,
): string | undefined {
  const expression = matcher(pattern, flags, 'g');
  if (!expression || matcher(pattern, flags)!.test('') || input.length > MAX_INPUT) return undefined;
  if (flags.includes('q')) return input.replace(expression, () => replacement);
  if (!/^(?:[^$\\]|\$\d|\\[$\\])*$/.test(replacement)) return undefined;
  const replaced = input.replace(expression, (match: string, ...groups: unknown[]) =>
    replacement.replace(
      /\\([$\\])|\$(\d)/g,
      (_, plain?: string, group?: string) => plain ?? (group === '0' ? match : groupText(groups, Number(group))),
    ),
  );
  run.allowText(replaced.length);
  return replaced;
}

/** What follows the groups among the arguments is the offset, a number. */
function groupText(groups: unknown[], index: number): string {
  const count = groups.findIndex((group) => typeof group === 'number');
  return index <= count ? ((groups[index - 1] as string | undefined) ?? '') : '';
}
