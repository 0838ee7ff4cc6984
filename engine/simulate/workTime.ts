import type { WorkHours } from './Scenario';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** China's offset from UTC: a day starts eight hours earlier there. */
const OFFSET = 8 * 60 * MINUTE;

/** The instant (milliseconds) at which work of this many minutes is done if it starts then. */
export function worked(from: number, minutes: number, hours: WorkHours | undefined): number {
  if (!hours) return from + minutes * MINUTE;
  let left = minutes * MINUTE;
  for (let day = Math.floor((from + OFFSET) / DAY); ; day++) {
    if (!isWorkday(day, hours)) continue;
    const begins = Math.max(from, day * DAY - OFFSET + hours.from * 60 * MINUTE);
    const room = day * DAY - OFFSET + hours.to * 60 * MINUTE - begins;
    if (room > 0 && left <= room) return begins + left;
    left -= Math.max(0, room);
  }
}

function isWorkday(day: number, { days, holidays }: WorkHours): boolean {
  const date = new Date(day * DAY);
  return days.includes(date.getUTCDay() || 7) && !holidays?.includes(date.toISOString().slice(0, 10));
}
