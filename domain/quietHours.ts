/** The hours of China's day (UTC+8 all year) from which and until which nobody is woken. */
export interface QuietHours {
  from: number;
  until: number;
}

/** From nine in the evening until eight in the morning. */
export const usualQuietHours: QuietHours = { from: 21, until: 8 };
const HOUR = 3_600_000;
const OFFSET = 8;

/** When the quiet hours that hold at an instant end; undefined outside them. Equal ends: there are none. */
export function endOfQuiet(now: Date, { from, until }: QuietHours = usualQuietHours): Date | undefined {
  const hour = (now.getUTCHours() + OFFSET) % 24;
  const since = (hour - from + 24) % 24;
  const long = (until - from + 24) % 24;
  return since < long ? new Date((Math.floor(now.getTime() / HOUR) + long - since) * HOUR) : undefined;
}
