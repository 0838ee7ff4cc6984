import { onPath } from './environment';
import { sayWhile } from './progress';
import { run } from './run';

let listed: Promise<unknown> | undefined;

/**
 * Installs Debian packages if that is possible without asking: as root on a system with apt-get. Throws with the reason
 * otherwise.
 */
export async function installDebian(...packages: string[]): Promise<void> {
  if (process.getuid?.() !== 0) throw new Error(`not root: sudo apt-get install ${packages.join(' ')}`);
  if (!onPath('apt-get')) throw new Error('no apt-get on this system');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  // Another process may be installing: wait for its lock instead of failing.
  const wait = ['-o', 'DPkg::Lock::Timeout=600', '-o', 'Acquire::Retries=3'];
  await sayWhile(
    `安装系统软件包 ${packages.join('、')}`,
    `installing the system packages ${packages.join(', ')}`,
    async () => {
      listed ??= run('apt-get', [...wait, 'update', '-q'], { env });
      await listed.catch(() => (listed = undefined));
      await run('apt-get', [...wait, 'install', '-q', '-y', '--no-install-recommends', ...packages], { env });
    },
  );
}
