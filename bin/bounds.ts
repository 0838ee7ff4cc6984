import { env } from 'node:process';
import type { Text } from '../domain/text';
import { compile, executables, readBpmn } from '../engine';
import { MOST_DATA } from '../engine/budgets';
import { parseDmn, textsOf } from '../engine/dmn';
import { expressionsOf } from '../engine/expressionsOf';
import { refusedPatterns } from '../engine/feel/patternsIn';
import { checkFormDefinition } from '../engine/form';
import { sizeOf } from '../engine/size';
import { bytes, Cases, connect, Definitions, disconnect, type Case, type Definition } from '../models';
import { isMain } from './configuration';

/** Something published or stored that the present bounds would refuse. */
export interface Exceeding extends Text {
  /** The id of the definition, or the number of the case. */
  where: string;
  at?: string;
}

/**
 * What is published or stored today but would be refused now: it was accepted when there were no bounds, or different
 * ones.
 */
export async function* exceeding(): AsyncGenerator<Exceeding> {
  const published = Definitions.find({ status: 'published', kind: { $in: ['process', 'decision', 'form'] } })
    .sort({ _id: 1 })
    .lean<Definition[]>()
    .cursor();
  for await (const definition of published) yield* inDefinition(definition);
  const open = Cases.find({ status: 'open' }, { facts: 1 })
    .sort({ _id: 1 })
    .lean<Pick<Case, '_id' | 'facts'>[]>()
    .cursor();
  for await (const { _id, facts } of open) {
    const size = sizeOf(facts);
    if (size > MOST_DATA)
      yield {
        where: _id,
        zh: `案件数据${size === Infinity ? '过大或嵌套过深' : `共 ${size} 字节`}，最多 ${MOST_DATA} 字节：请在“流程运维”中清除或缩短变量。`,
        en: `The case holds ${size === Infinity ? 'too much, or values nested too deep' : `${size} bytes`}, but the limit is ${MOST_DATA}: clear or shorten variables under Operations.`,
      };
  }
}

async function* inDefinition({ _id: where, kind, source }: Definition): AsyncGenerator<Exceeding> {
  const file = bytes(source);
  if (kind === 'form') {
    for (const { rule, element, zh, en } of checkFormDefinition(JSON.parse(file.toString())))
      if (rule === 'form-pattern') yield { where, at: element, zh, en };
    return;
  }
  const texts = kind === 'decision' ? textsOf(parseDmn(file), () => []) : await textsOfProcesses(file);
  for (const { at, text, unary } of texts)
    for (const pattern of patternsOf(text, unary))
      yield {
        where,
        at,
        zh: `正则表达式「${pattern}」不合 XPath 语法或过大，结果将为 null：请改写后重新发布。`,
        en: `The pattern “${pattern}” is not valid in XPath, or too large, and results in null: rewrite it and publish again.`,
      };
}

/** Text that cannot be parsed is reported by the checker. */
function patternsOf(text: string, unary: boolean): string[] {
  try {
    return refusedPatterns(text, unary);
  } catch {
    return [];
  }
}

async function textsOfProcesses(file: Buffer): Promise<{ at: string; text: string; unary: boolean }[]> {
  const { definitions } = await readBpmn(file);
  return executables(definitions).flatMap((process) =>
    [...expressionsOf(compile(definitions, process, ''))].map((each) => ({ ...each, unary: false })),
  );
}

async function main(): Promise<void> {
  await connect(env.MONGODB_URI ?? '');
  let found = 0;
  for await (const { where, at, zh, en } of exceeding()) {
    found += 1;
    console.log(`${where}${at ? ` ${at}` : ''}: ${zh} / ${en}`);
  }
  if (!found) console.log('没有超出限度的内容 / Nothing exceeds the bounds');
  await disconnect();
}

if (isMain(import.meta.filename))
  main().catch((error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  });
