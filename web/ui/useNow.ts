import { useSyncExternalStore } from 'react';

/** How old the displayed time may be, and how often it is checked. */
const OLD = 60_000;
const LOOK = 15_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function read(): number {
  const at = Date.now();
  if (at - now >= OLD) now = at;
  return now;
}

function subscribe(hear: () => void) {
  listeners.add(hear);
  timer ??= setInterval(() => {
    for (const one of listeners) one();
  }, LOOK);
  return () => {
    listeners.delete(hear);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The current time in milliseconds, to the minute; re-renders as it passes. */
export const useNow = (): number => useSyncExternalStore(subscribe, read);

/** The wall clock of China at an instant, in the UTC fields. */
export const inChina = (time: number): Date => new Date(time + 8 * 3_600_000);

/** The day of China at an instant. */
export const dayInChina = (time: number): string => inChina(time).toISOString().slice(0, 10);
