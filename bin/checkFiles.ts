import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { refused, type CheckOptions } from '../engine/check';
import { isolated, type Outcome } from './isolated';
import type { Examine, Examined } from './examine';

/** The limits for one model; the largest real ones take a few seconds. */
const LIMITS = { seconds: 30, megabytes: 1024 };

/** Checks files one after the other in a child process (examine.ts): no model can end the run. */
export async function* examined(
  files: string[],
  profile?: CheckOptions['profile'],
): AsyncGenerator<[string, Outcome<Examined>]> {
  const inputs = files.map((file): Examine => ({ file, profile }));
  for await (const [{ file }, outcome] of isolated<Examine, Examined>(
    join(import.meta.dirname, 'examine.ts'),
    inputs,
    LIMITS,
  ))
    yield [file, outcome];
}

/** The models in a folder and its subfolders: BPMN files, or files with the given names. */
export const models = (dir: string, named = /\.bpmn(20\.xml)?$/): string[] =>
  readdirSync(dir)
    .sort()
    .flatMap((name) => {
      const path = join(dir, name);
      return statSync(path).isDirectory() ? models(path, named) : named.test(name) ? [path] : [];
    });

/**
 * The models of a folder that are not refused as they should be: those of a folder in `expected` by one of its rules,
 * others by any. A model without a result counts as a miss.
 */
export async function judged(
  dir: string,
  expected: Record<string, string[]>,
  profile?: CheckOptions['profile'],
): Promise<{ misses: string[]; total: number }> {
  const misses: string[] = [];
  const files = models(dir);
  for await (const [file, { value, failure }] of examined(files, profile)) {
    const miss = failure ?? missed(value!, expected[basename(dirname(file))]);
    if (miss) misses.push(`${relative(dir, file)}: ${miss}`);
  }
  return { misses, total: files.length };
}

function missed({ findings, refusal }: Examined, due: string[] | undefined): string | undefined {
  if (refusal) return undefined;
  if (!refused(findings)) return 'not refused';
  const by = [...new Set(findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule))];
  if (due && !by.some((rule) => due.includes(rule))) return `refused by ${by.join(', ')}, not by ${due.join(' or ')}`;
  return undefined;
}
