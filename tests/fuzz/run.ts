import { startSystem } from '../support/startSystem';
import { fuzz } from './fuzz';
import { askersOf, examples, prepareFuzz } from './prepare';

const usage = `npm run fuzz -- [CALLS] [SEED]    以随机和恶意输入调用所有接口 / calls every operation with random and hostile input (25000, 1)`;

async function main(): Promise<void> {
  const [calls, seed] = [Number(process.argv[2] ?? 25_000), Number(process.argv[3] ?? 1)];
  if (!(calls > 0) || !Number.isInteger(seed)) return void process.stdout.write(`${usage}\n`);
  const system = await startSystem({ own: true, env: { HEYI_REQUESTS_PER_MINUTE: '10000000' } });
  try {
    const askers = await askersOf(system.url, system.password);
    await prepareFuzz(system.url, askers);
    const { reached, faults } = await fuzz({
      url: system.url,
      askers,
      calls,
      seed,
      examples,
      onFault: (fault) => process.stdout.write(`${JSON.stringify(fault)}\n`),
    });
    const never = [...reached].filter(([, { succeeded }]) => !succeeded).map(([id]) => id);
    process.stdout.write(`${calls} calls, seed ${seed}: ${faults.length} server errors\n`);
    process.stdout.write(`${reached.size} operations, never with success: ${never.join(', ') || 'none'}\n`);
    if (faults.length) process.exitCode = 1;
  } finally {
    await system.stop();
  }
}

if (process.argv[1] === import.meta.filename)
  main().then(
    () => process.exit(),
    (error: Error) => {
      process.stderr.write(`${error.stack}\n`);
      process.exit(1);
    },
  );
