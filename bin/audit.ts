import { env } from 'node:process';
import { checkChains, checkSeals, newestSeal, type AuditFault } from '../api/audit/check';
import { AuditEntries, AuditHeads, connect, disconnect, RUNNING, SEALS, useAuditKeys } from '../models';
import { isMain, keysFrom, keyListOf } from './configuration';
import { mongoFrom } from './connections';

const PART = 500;

/**
 * Checks every chain of the audit log, including those of deleted cases, and the seals. `known`: the newest seal
 * recorded outside the database, as the worker logs it.
 */
export async function checkAll(known?: string): Promise<{ entries: number; faults: AuditFault[]; seal?: string }> {
  const chains = [
    ...new Set([
      ...((await AuditEntries.distinct('chain')) as string[]),
      ...((await AuditHeads.distinct('_id')) as string[]),
    ]),
  ].filter((chain) => chain !== SEALS && chain !== RUNNING);
  const faults: AuditFault[] = [];
  let entries = 0;
  for (let from = 0; from < chains.length; from += PART) {
    const part = await checkChains(chains.slice(from, from + PART));
    entries += part.entries;
    faults.push(...part.faults);
  }
  faults.push(...(await checkSeals(async (chains) => [...chains], known)));
  return { entries, faults, seal: await newestSeal() };
}

/** `npm run audit [-- SEAL]`: prints what is wrong with the audit log; exits with 1 if anything is. */
async function main(): Promise<void> {
  useAuditKeys(keyListOf(keysFrom(env)));
  await connect(env.MONGODB_URI ?? '', mongoFrom(env));
  try {
    const { entries, faults, seal } = await checkAll(process.argv[2]);
    for (const { chain, n, zh, en } of faults) process.stdout.write(`${chain} #${n}: ${zh} / ${en}\n`);
    process.stdout.write(
      `${entries} 条记录，${faults.length} 处问题 / ${entries} entries, ${faults.length} faults\n${seal ? `最新封存 / newest seal: ${seal}\n` : ''}`,
    );
    process.exitCode = faults.length ? 1 : 0;
  } finally {
    await disconnect();
  }
}

if (isMain(import.meta.filename))
  main().catch((error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  });
