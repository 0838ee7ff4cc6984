import type { FormProblem } from './problem';

/** Limits of one submitted form, whatever the form itself requires. */
export const formLimits = { rows: 1_000, values: 20_000, characters: 1_000_000, depth: 12, textLength: 20_000 };

/** Limits of a form definition. */
export const definitionLimits = { components: 1_000, depth: 10, options: 2_000 };

/**
 * Which limit a form's values exceed. It only counts, and stops counting at the limit, so that it can be called before
 * anything else.
 */
export function tooMuch(data: Record<string, unknown>): FormProblem | undefined {
  const { rows, values, characters, depth } = formLimits;
  let [counted, written] = [0, 0];
  const open: { value: unknown; path: string; level: number }[] = [{ value: data, path: '', level: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path, level } = next;
    if (typeof value === 'string') written += value.length;
    if (written > characters)
      return refusal('', `文字共不得超过 ${characters} 个字`, `No more than ${characters} characters in all`);
    if (typeof value !== 'object' || value === null) continue;
    if (level >= depth) return refusal(path, `嵌套不得超过 ${depth} 层`, `Nested no deeper than ${depth} levels`);
    if (Array.isArray(value) && value.length > rows)
      return refusal(
        path,
        `最多 ${rows} 行，现有 ${value.length} 行；请删减，或把明细作为附件上传`,
        `At most ${rows} rows, and there are ${value.length}: take some out, or upload the details as a file`,
      );
    const names = Object.keys(value);
    counted += names.length;
    if (counted > values)
      return refusal(
        '',
        `填写的内容超过 ${values} 项；请删减，或把明细作为附件上传`,
        `More than ${values} values: take some out, or upload the details as a file`,
      );
    for (const name of names)
      open.push({
        value: (value as Record<string, unknown>)[name],
        path: path ? `${path}.${name}` : name,
        level: level + 1,
      });
  }
  return undefined;
}

const refusal = (path: string, zh: string, en: string): FormProblem => ({ path, code: 'TOO_MUCH', zh, en });
