export interface LineDifference {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/**
 * The lines of two texts in one list, by their longest common subsequence; the common head and tail are taken first.
 */
export function lineDifferences(before: string, after: string): LineDifference[] {
  const [was, is] = [before.split(/\r?\n/), after.split(/\r?\n/)];
  let head = 0;
  while (head < was.length && head < is.length && was[head] === is[head]) head++;
  let tail = 0;
  while (tail < was.length - head && tail < is.length - head && was.at(-1 - tail) === is.at(-1 - tail)) tail++;
  const same = (text: string): LineDifference => ({ kind: 'same', text });
  return [
    ...was.slice(0, head).map(same),
    ...middle(was.slice(head, was.length - tail), is.slice(head, is.length - tail)),
    ...was.slice(was.length - tail).map(same),
  ];
}

function middle(was: string[], is: string[]): LineDifference[] {
  const common = Array.from({ length: was.length + 1 }, () => new Uint32Array(is.length + 1));
  for (let i = was.length - 1; i >= 0; i--) {
    for (let j = is.length - 1; j >= 0; j--)
      common[i]![j] = was[i] === is[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
  }
  const rows: LineDifference[] = [];
  let [i, j] = [0, 0];
  while (i < was.length || j < is.length) {
    if (i < was.length && j < is.length && was[i] === is[j]) {
      rows.push({ kind: 'same', text: was[i++]! });
      j++;
    } else if (j >= is.length || (i < was.length && common[i + 1]![j]! >= common[i]![j + 1]!))
      rows.push({ kind: 'removed', text: was[i++]! });
    else rows.push({ kind: 'added', text: is[j++]! });
  }
  return rows;
}

/**
 * Normalises a form, so that the order of keys and the editor's own row data do not count as differences. Other texts
 * are returned unchanged.
 */
export function inOrder(text: string): string {
  const tidy = (key: string, value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    if (key === 'layout' && !(value as { columns?: unknown }).columns) return undefined;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => !(key === 'layout' && name === 'row'))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  };
  try {
    return JSON.stringify(JSON.parse(text), tidy, 2);
  } catch {
    return text;
  }
}

const NEAR = 3;

/** The changes with a few lines around them; undefined stands for omitted lines. */
export function aroundChanges(rows: LineDifference[]): (LineDifference | undefined)[] {
  const shown = rows.map((_, at) =>
    rows.slice(Math.max(0, at - NEAR), at + NEAR + 1).some(({ kind }) => kind !== 'same'),
  );
  return rows.flatMap((row, at) => (shown[at] ? [row] : shown[at - 1] || at === 0 ? [undefined] : []));
}
