import { RE2JS } from 're2js';
import type { Run } from '../Run';

const MAX_INPUT = 100_000;
const MAX_CACHED = 500;
const cache = new Map<string, RegExp | null>();

/**
 * Patterns as in the first edition of the engine's rules, for cases whose history was recorded under it: JavaScript's
 * syntax, `\w`, `\d` and `\s` in ASCII, and no repetition of a repetition. Undefined if not valid.
 */
export function matcherEdition1(pattern: string, flags: string, more = ''): RegExp | undefined {
  const key = `${flags}/${more}/${pattern}`;
  let expression = cache.get(key);
  if (expression === undefined) {
    expression = translate(pattern, flags, more);
    if (cache.size >= MAX_CACHED) cache.clear();
    cache.set(key, expression);
  }
  return expression ?? undefined;
}

/** The same expression with the same results, but matched by RE2, without backtracking, if RE2 supports all of it. */
function linear(source: string, flags: string): RegExp {
  const native = new RegExp(source, flags);
  try {
    const modes = ['i', 'm', 's'].filter((flag) => flags.includes(flag)).join('');
    const text = `${modes && `(?${modes})`}${RE2JS.translateRegExp(source)}`;
    return flags.includes('v') ? native : new Linear(native, RE2JS.compile(text));
  } catch {
    return native;
  }
}

class Linear extends RegExp {
  static override get [Symbol.species]() {
    return RegExp;
  }

  constructor(
    native: RegExp,
    private readonly expression: RE2JS,
  ) {
    super(native);
  }

  override exec(text: string): RegExpExecArray | null {
    const matcher = this.expression.matcher(text);
    const found = this.lastIndex <= text.length && matcher.find(this.global ? this.lastIndex : 0);
    if (this.global) this.lastIndex = found ? matcher.end() : 0;
    if (!found) return null;
    const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, index) => matcher.group(index) ?? undefined);
    return Object.assign(groups as unknown as RegExpExecArray, { index: matcher.start(), input: text });
  }
}

const NAME_START = '[\\p{L}_:]';
const NAME_PART = '[\\p{L}\\p{N}\\p{M}_:.\\-\\u00B7]';

function translate(pattern: string, flags: string, more: string): RegExp | null {
  if (!/^[smixq]*$/.test(flags)) return null;
  if (flags.includes('q'))
    return linear(
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
    return linear(
      subtracts ? nestedClasses(translated) : translated,
      [...new Set(flags.replace('x', '') + more)].join('') + (subtracts ? 'v' : 'u'),
    );
  } catch {
    return null;
  }
}

/** `[a-z--[aeiou]]` as the `v` flag requires it: both sides in brackets. */
const nestedClasses = (pattern: string): string => pattern.replace(/\[((?:[^\][]|\\.)*)--\[/g, '[[$1]--[');

/** A repeated group that ends in something repeated: backtracking over it is exponential. */
const repeatsRepetition = (pattern: string): boolean =>
  /\((?:[^()\\]|\\.)*[+*}](?:[^()\\|]|\\.)?\)[+*{]/.test(pattern.replace(/\[(?:[^\]\\]|\\.)*\]/g, 'c'));

export function replaceAllEdition1(
  run: Run,
  input: string,
  pattern: string,
  replacement: string,
  flags: string,
): string | undefined {
  const expression = matcherEdition1(pattern, flags, 'g');
  if (!expression || matcherEdition1(pattern, flags)!.test('') || input.length > MAX_INPUT) return undefined;
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

/** The argument after the groups is the offset, a number. */
function groupText(groups: unknown[], index: number): string {
  const count = groups.findIndex((group) => typeof group === 'number');
  return index <= count ? ((groups[index - 1] as string | undefined) ?? '') : '';
}

export function splitEdition1(run: Run, input: string, delimiter: string): string[] | undefined {
  const matcher = matcherEdition1(delimiter, '');
  const parts = matcher && input.split(matcher);
  run.step(parts?.length ?? 0);
  return parts;
}
