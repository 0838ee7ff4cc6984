import { given } from './environment';

/**
 * Told once when npm, which started this process, is no more: killed, it cannot pass on that it should end. Nothing
 * outside npm.
 */
export function onOrphaned(told: () => void): void {
  if (!given('npm_lifecycle_event')) return;
  const parent = process.ppid;
  const asking = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(asking);
    told();
  }, 500);
  asking.unref();
}
