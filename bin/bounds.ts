import { env } from 'node:process';
import { exceeding } from '../api/examine/exceeding';
import { connect, disconnect } from '../models';
import { endThreads } from '../threads/pool';
import { isMain } from './configuration';

/** Prints what is published or stored today but would be refused by the present bounds. */
async function main(): Promise<void> {
  await connect(env.MONGODB_URI ?? '');
  let found = 0;
  let after: string | undefined;
  do {
    const { rows, next } = await exceeding(after, new Date());
    for (const { where, at, zh, en } of rows) console.log(`${where}${at ? ` ${at}` : ''}: ${zh} / ${en}`);
    found += rows.length;
    after = next;
  } while (after !== undefined);
  if (!found) console.log('没有超出限度的内容 / Nothing exceeds the bounds');
  await endThreads();
  await disconnect();
}

if (isMain(import.meta.filename))
  main().catch((error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  });
