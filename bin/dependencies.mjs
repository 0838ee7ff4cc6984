import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..');

/**
 * Refuses a Node that is too old, and installs what package-lock.json locks when node_modules does not match it. Plain
 * Node: nothing is installed yet.
 */
export function haveDependencies() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(
      `需要 Node.js 20.19 或更高版本，当前为 ${process.versions.node} / Node.js 20.19 or newer is needed, this is ${process.versions.node}`,
    );
    process.exit(1);
  }
  if (matchesLock()) return;
  console.error('· 安装依赖（首次约一分钟）…… / installing the locked dependencies (about a minute, once) …');
  // CI or not, the tests and the web app's tools are among the development dependencies.
  execFileSync('npm', ['ci', '--include=dev', '--no-fund', '--no-audit'], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: '' },
  });
}

/**
 * npm writes what it installed into node_modules/.package-lock.json: the same versions, but for packages of other
 * platforms.
 */
function matchesLock() {
  try {
    const locked = packagesOf('package-lock.json');
    const installed = packagesOf('node_modules/.package-lock.json');
    const wanted = Object.entries(locked).filter(
      ([path, { optional }]) => path !== '' && (!optional || installed[path]),
    );
    return wanted.every(([path, { version }]) => installed[path]?.version === version);
  } catch {
    return false;
  }
}

const packagesOf = (name) => JSON.parse(readFileSync(join(folder, name), 'utf8')).packages;
