import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createHash } from 'node:crypto';
import { compile, CompileRefusal, executables, readBpmn, ReadRefusal, type Variables } from '../engine';
import { play } from '../engine/play/play';

const usage = `npm run play -- FILE [--process ID] [--variables JSON] [--answer ELEMENT=JSON]… [--now INSTANT]
推演一个流程并打印经过：每个任务和作业立即得到回答，没有别的可做时时间前进。
Plays a process and prints its trace: every task and job is answered at once, and when nothing else moves time passes.`;

async function main(): Promise<void> {
  const {
    values,
    positionals: [file],
  } = parseArgs({
    allowPositionals: true,
    options: {
      process: { type: 'string' },
      variables: { type: 'string' },
      answer: { type: 'string', multiple: true },
      now: { type: 'string' },
    },
  });
  if (!file) throw new Error(usage);
  const source = await readFile(file);
  const { definitions } = await readBpmn(source);
  const ids = executables(definitions);
  const hash = createHash('sha256').update(source).digest('hex');
  const graphs = ids.map((id) => compile(definitions, id, hash));
  const answers = Object.fromEntries(
    (values.answer ?? []).map((text) => [
      text.slice(0, text.indexOf('=')),
      JSON.parse(text.slice(text.indexOf('=') + 1)) as Variables,
    ]),
  );
  console.log(
    play(graphs, values.process ?? ids[0]!, {
      variables: JSON.parse(values.variables ?? '{}') as Variables,
      answers,
      ...(values.now ? { now: values.now } : {}),
    }),
  );
}

main().catch((error: Error) => {
  console.error(
    error instanceof CompileRefusal || error instanceof ReadRefusal ? `${error.zh}\n${error.en}` : error.message,
  );
  process.exitCode = 1;
});
