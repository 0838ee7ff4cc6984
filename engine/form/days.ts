const CHINA = 8 * 3_600_000;

/** Whether a date exists: 2026-02-30 does not. */
export function isDate(text: unknown): text is string {
  const match = typeof text === 'string' && /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text as string);
}

export const isTime = (text: unknown): boolean =>
  typeof text === 'string' && /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?$/.test(text);

export const isDateTime = (text: unknown): text is string =>
  typeof text === 'string' && isDate(text.slice(0, 10)) && text[10] === 'T' && isTime(text.slice(11));

/** The day in China of a date, an instant with an offset, or a local date and time (taken as China's). */
export function dayOf(text: string): string {
  if (!/T.*(?:Z|[+-]\d{2}:\d{2})$/i.test(text)) return text.slice(0, 10);
  const at = Date.parse(text);
  return Number.isNaN(at) ? text.slice(0, 10) : new Date(at + CHINA).toISOString().slice(0, 10);
}
