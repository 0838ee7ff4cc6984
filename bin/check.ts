import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { refused, rules, type CheckOptions } from '../engine/check';
import { describe } from '../engine/check/describe';
import { examined, judged, models } from './checkFiles';

const USAGE = `npm run check -- FILE|DIR…              what is wrong with BPMN and DMN files 检查 BPMN 和 DMN 文件
  --profile publish|interchange      publish: it is to run here 将在此运行 (default: publish where its extensions are zeebe: ones)
  --lang zh|en                       default by LANG
npm run check -- --expect-refusal DIR   models that should be refused and are not 应拒绝而未拒绝的模型
npm run check -- --rules                all rules as Markdown 全部规则`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'expect-refusal': { type: 'string' },
    profile: { type: 'string' },
    lang: { type: 'string' },
    rules: { type: 'boolean' },
  },
});
const lang = (values.lang ?? process.env.LC_ALL ?? process.env.LANG ?? 'zh').startsWith('en') ? 'en' : 'zh';
const profile = values.profile as CheckOptions['profile'] | undefined;

async function print(files: string[]): Promise<boolean> {
  let fine = true;
  for await (const [file, { value, failure }] of examined(files, profile)) {
    const { findings, refusal } = value ?? { findings: [] };
    fine &&= !failure && !refusal && !refused(findings);
    if (failure)
      console.log(`${file}: error NO_ANSWER: ${lang === 'zh' ? '检查没有完成' : 'not checked'} (${failure})`);
    if (refusal)
      console.log(
        `${file}${refusal.line ? `:${refusal.line}:${refusal.column}` : ''}: error ${refusal.code}: ${refusal[lang]}`,
      );
    for (const { line, severity, rule, clause, ...text } of findings)
      console.log(
        `${file}:${line}: ${severity} ${rule}: ${text[lang]} [${/^\d/.test(clause) ? `BPMN 2.0.2 ${clause}` : clause}]`,
      );
    if (value && !refusal && findings.length === 0)
      console.log(`${file}: ${lang === 'zh' ? '没有发现问题' : 'nothing found'}`);
  }
  return fine;
}

/**
 * A folder's rules.json says which rules should refuse the models of each of its folders; without it any refusal is
 * accepted.
 */
async function expectRefusal(dir: string): Promise<boolean> {
  const listed = join(dir, 'rules.json');
  const expected: Record<string, string[]> = existsSync(listed) ? JSON.parse(readFileSync(listed, 'utf8')) : {};
  const { misses, total } = await judged(dir, expected, profile);
  for (const miss of misses) console.log(`MISS ${miss}`);
  console.log(
    `${total - misses.length} of ${total} refused ${Object.keys(expected).length ? 'for the right reason' : ''}`.trim(),
  );
  return misses.length === 0;
}

async function main(): Promise<boolean> {
  if (values.rules) return process.stdout.write(describe(rules));
  const given = [...positionals, ...[values['expect-refusal'] ?? []].flat()];
  const absent = given.filter((path) => !existsSync(path));
  for (const path of absent) console.error(`没有这个文件或文件夹：${path} / There is no such file or folder: ${path}`);
  if (absent.length > 0) return false;
  if (values['expect-refusal'] !== undefined) return expectRefusal(values['expect-refusal']);
  if (given.length > 0 && ['publish', 'interchange', undefined].includes(values.profile))
    return print(
      positionals.flatMap((path) => (statSync(path).isDirectory() ? models(path, /\.(bpmn(20\.xml)?|dmn)$/) : [path])),
    );
  console.error(USAGE);
  return false;
}

void main().then((fine) => {
  process.exitCode = fine ? 0 : 1;
});
