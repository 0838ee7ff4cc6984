/** Reads a dotted path. */
export function at(data: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, step) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, step)
          ? (value as Record<string, unknown>)[step]
          : undefined,
      data,
    );
}

/** Writes to a dotted path, changing `data`. Steps that would reach a prototype are refused. */
export function put(data: Record<string, unknown>, path: string, value: unknown): void {
  const steps = path.split('.');
  if (steps.some((step) => ['__proto__', 'constructor', 'prototype'].includes(step))) return;
  const last = steps.pop()!;
  let place = data;
  for (const step of steps) {
    if (typeof place[step] !== 'object' || place[step] === null) place[step] = {};
    place = place[step] as Record<string, unknown>;
  }
  place[last] = value;
}

/** Removes what is at a dotted path, changing `data`. */
export function drop(data: Record<string, unknown>, path: string): void {
  const steps = path.split('.');
  const last = steps.pop()!;
  const place = steps.length ? at(data, steps.join('.')) : data;
  if (typeof place === 'object' && place !== null) delete (place as Record<string, unknown>)[last];
}
