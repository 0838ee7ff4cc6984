import { stderr } from 'node:process';

/** Informs the person at the terminal, in Chinese and English on one line. Goes to stderr: stdout is for results. */
export function say(zh: string, en: string): void {
  stderr.write(`· ${zh} / ${en}\n`);
}

/** Reports the progress of long work: once at the start, then every 15 seconds, and at the end how long it took. */
export async function sayWhile<T>(zh: string, en: string, work: () => Promise<T>): Promise<T> {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  say(`${zh}……`, `${en} …`);
  const ticking = setInterval(() => say(`${zh}，已 ${seconds()} 秒`, `${en}, ${seconds()} s so far`), 15_000);
  ticking.unref();
  try {
    const result = await work();
    say(`${zh}：完成，${seconds()} 秒`, `${en}: done in ${seconds()} s`);
    return result;
  } finally {
    clearInterval(ticking);
  }
}
