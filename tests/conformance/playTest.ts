import { serve } from '../../bin/isolated';
import { passes, traceOf, type SuiteHost, type Test } from './suite';

/** A test of a suite's folder, to be played on a host: a file in `hosts/` that exports `open(): Promise<SuiteHost>`. */
export interface Play {
  folder: string;
  test: Test;
  host: string;
}

let opened: Promise<SuiteHost> | undefined;

/** The differences between expected and actual results of its cases. */
async function play({ folder, test, host: name }: Play): Promise<string[]> {
  opened ??= (import(`./hosts/${name}.ts`) as Promise<{ open: () => Promise<SuiteHost> }>).then(({ open }) => open());
  const misses: string[] = [];
  for (const item of test.cases) {
    const trace = await traceOf(folder, test, item, await opened);
    if (!passes(trace, item))
      misses.push(
        `${JSON.stringify(item.input)} expected [${[...item.expect].sort().join(', ')}] but got [${trace.join(', ')}]`,
      );
  }
  return misses;
}

serve(play, async () => (await opened)?.close?.());
