/** A variable as people read it where nothing is known of it but its value. */
export function shownValue(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(shownValue).join('、');
  if (typeof value === 'object') {
    const { name, label } = value as { name?: unknown; label?: unknown };
    return shownValue(name ?? label ?? Object.values(value));
  }
  return String(value);
}
