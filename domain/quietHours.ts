/** Nobody is woken: from nine in the evening until eight in the morning, China's day (UTC+8 all year). */
const MORNING = 8;
const EVENING = 21;
const HOUR = 3_600_000;
const OFFSET = 8;

/** When the quiet hours that hold at an instant end; undefined outside them. */
export function endOfQuiet(now: Date): Date | undefined {
  const hour = (now.getUTCHours() + OFFSET) % 24;
  if (hour >= MORNING && hour < EVENING) return undefined;
  const left = ((MORNING - hour + 24) % 24) * HOUR;
  return new Date(Math.floor(now.getTime() / HOUR) * HOUR + left);
}
