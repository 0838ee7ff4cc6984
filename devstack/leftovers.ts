import { run } from './run';

/** Process ids and command lines of this machine; none where there is no `ps`. */
async function processes(): Promise<{ pid: number; command: string }[]> {
  const listed = await run('ps', ['-axww', '-o', 'pid=,command=']).catch(() => '');
  return listed
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, pid, command]) => ({ pid: Number(pid), command: command ?? '' }));
}

/** The servers and scripts that serve this data folder: each has it on its command line. */
export async function leftovers(folder: string): Promise<number[]> {
  const serves = /\b(server start-dev|secantus|mongod|bin\/(worker|server|setup)\.ts)\b/;
  return (await processes())
    .filter(({ pid, command }) => pid !== process.pid && command.includes(folder) && serves.test(command))
    .map(({ pid }) => pid);
}

/** Whether that process runs and is the one meant, because ids are reused. */
export async function isAlive(pid: number, meant: RegExp): Promise<boolean> {
  return (await processes()).some((process) => process.pid === pid && meant.test(process.command));
}
