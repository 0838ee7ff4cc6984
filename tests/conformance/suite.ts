import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fact, Graph, Variables } from '../../engine';
import { check } from '../../engine/check';
import { readBpmn } from '../../engine/parse/read';
import { adapted } from './adapt';
import { Scripts } from './Scripts';

export interface Case {
  input: Variables;
  delayMs: number;
  expect: string[];
}
export interface Test {
  name: string;
  group: string;
  file: string;
  needsParallelProcess?: boolean;
  cases: Case[];
}

/** The result of a process that the host ran. */
export interface Outcome {
  /** The start was refused, an incident was raised or the instance failed. */
  failed: boolean;
  /** An error end event was reached and nothing caught the error. */
  errorThrown: boolean;
}

/**
 * The outcome according to the facts; the failure of a called instance belongs to its caller, which catches it or fails
 * with it.
 */
export const outcome = (facts: Fact[], status: string, called: boolean): Outcome => ({
  failed: facts.some((fact) => fact.type === 'incidentRaised') || (status === 'failed' && !called),
  errorThrown:
    !called && facts.some((fact) => fact.type === 'thrown' && fact.event === 'error' && fact.caughtBy === undefined),
});

/** Something that runs processes: the suite is the same for each host. */
export interface SuiteHost {
  name: string;
  /**
   * Starts the processes in order, lets `delayMs` of the host's time and every running script pass, and returns the
   * results.
   */
  play(
    graphs: Graph[],
    starts: { process: string; variables: Variables }[],
    scripts: Scripts,
    delayMs: number,
  ): Promise<Outcome[]>;
  close?(): Promise<void>;
}

export const readSuite = (folder: string): Test[] =>
  JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as Test[];

/** Plays one case and returns its trace according to the suite's comparison rule (its README). */
export async function traceOf(folder: string, test: Test, item: Case, host: SuiteHost): Promise<string[]> {
  const graphs = await deployed(readFileSync(join(folder, test.file))).catch((error: Error) => error);
  if (graphs instanceof Error) return normalised(['ERROR_deployment'], item);
  const scripts = new Scripts(graphs);
  const own = { process: test.name, variables: item.input };
  const starts = test.needsParallelProcess ? [{ process: 'ParallelProcess', variables: {} }, own] : [own];
  const outcomes = await host.play(graphs, starts, scripts, item.delayMs);
  return normalised([...scripts.lines, ...markers(scripts, item), ...errors(scripts, outcomes)], item);
}

/** The checker refuses before deployment, as in publishing; it sees the model as written in the suite. */
async function deployed(source: Uint8Array): Promise<Graph[]> {
  const errors = check(await readBpmn(source), { profile: 'interchange' }).filter(
    (finding) => finding.severity === 'error',
  );
  if (errors.length > 0) throw new Error(errors.map((error) => error.en).join('; '));
  return adapted(source);
}

function markers(scripts: Scripts, { expect }: Case): string[] {
  const expectations = [
    ['MARKER_exists', scripts.marker],
    ['EXECUTION_parallel', scripts.parallel],
    ['DATA_correct', scripts.dataCorrect],
  ] as const;
  return expectations.filter(([line, holds]) => holds && expect.includes(line)).map(([line]) => line);
}

function errors(scripts: Scripts, outcomes: Outcome[]): string[] {
  if (outcomes.some((outcome) => outcome.errorThrown)) return ['ERROR_thrownErrorEvent'];
  if (outcomes.some((outcome) => outcome.failed)) return ['ERROR_runtime'];
  return scripts.exists ? [] : ['NO_TRACE'];
}

/** Order does not matter; if a case expects any error, either kind is accepted. */
function normalised(lines: string[], { expect }: Case): string[] {
  const any = expect.includes('ERROR')
    ? lines.map((line) => (line === 'ERROR_deployment' || line === 'ERROR_runtime' ? 'ERROR' : line))
    : lines;
  return any.sort();
}

export const passes = (trace: string[], { expect }: Case): boolean =>
  JSON.stringify(trace) === JSON.stringify([...expect].sort());
