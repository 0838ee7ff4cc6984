const isDay = (text: string | undefined): text is string => /^\d{4}-\d{2}-\d{2}$/.test(text ?? '');
const words = (text: unknown) =>
  String(text ?? '')
    .split(/[\s,，、;]+/)
    .filter(Boolean);

/** All days between two days, inclusive. */
function span(from: string, to: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${to}T00:00:00Z`); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

/**
 * Parses a year of the calendar from a State Council notice as typed by an administrator: one holiday per line with
 * names, first and last day and statutory days. Returns the number of the line if one cannot be read.
 */
export function yearOf(
  values: Record<string, unknown>,
): { year: string; body: Record<string, unknown> } | { line: number } {
  const holidays = [];
  for (const [index, line] of String(values.holidays ?? '')
    .split('\n')
    .entries()) {
    if (!line.trim()) continue;
    const [zh, en, from, to, statutory] = line.split(/[,，]/).map((part) => part.trim());
    const days = words(statutory);
    if (!zh || !en || !isDay(from) || !isDay(to) || from > to || !days.every(isDay)) return { line: index + 1 };
    holidays.push({ zh, en, from, to, statutory: days });
  }
  const year = String(values.year);
  const offDays = [...new Set(holidays.flatMap(({ from, to }) => span(from, to)))]
    .filter((day) => day.startsWith(year))
    .sort();
  return {
    year,
    body: {
      confidence: 'sure',
      notice: values.notice ?? null,
      noticeDate: values.noticeDate ?? null,
      statutoryDayCount: holidays.flatMap(({ statutory }) => statutory).length,
      lawVersion: '全国年节及纪念日放假办法（2024修订）',
      holidays,
      makeupWorkdays: words(values.makeup),
      offDays,
    },
  };
}
