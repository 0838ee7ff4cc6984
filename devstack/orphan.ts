import { given } from './environment';

/**
 * Calls back once when npm, which started this process, has ended: if it is killed, it cannot pass on the signal. Does
 * nothing outside npm.
 */
export function onOrphaned(callback: () => void): void {
  if (!given('npm_lifecycle_event')) return;
  const parent = process.ppid;
  const asking = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(asking);
    callback();
  }, 500);
  asking.unref();
}
