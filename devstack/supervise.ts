import { setTimeout as pause } from 'node:timers/promises';
import type { Part } from './part';
import { say } from './progress';
import { reason } from './Unavailable';

/**
 * Restarts a part whenever it ends unexpectedly: immediately, then after 1, 2, 4 … 30 seconds while it keeps ending.
 * Returns a function that stops the supervision.
 */
export function supervise(part: Part): () => void {
  let on = true;
  let failures = 0;
  let lastLoss = 0;
  part.onLoss(async () => {
    if (Date.now() - lastLoss > 60_000) failures = 0;
    lastLoss = Date.now();
    while (on && !part.running()) {
      const seconds = failures === 0 ? 0 : Math.min(30, 2 ** (failures - 1));
      failures++;
      say(
        `${part.name} 意外结束，${seconds} 秒后重新启动`,
        `${part.name} ended unexpectedly, starting it again in ${seconds} s`,
      );
      await pause(seconds * 1000, undefined, { ref: false });
      if (!on) return;
      try {
        await part.start();
        say(`${part.name} 已恢复`, `${part.name} is back`);
      } catch (error) {
        say(`${part.name} 未能启动：${reason(error)}`, `${part.name} did not start`);
      }
    }
  });
  return () => (on = false);
}
