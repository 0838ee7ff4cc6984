import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { check, refused, rules, type CheckOptions, type Finding } from '../engine/check';
import { describe } from '../engine/check/describe';
import { BPMN, readBpmn, ReadRefusal, type XmlElement } from '../engine/parse/read';
import { checkDmn } from '../engine/dmn';
import { knownBeside, knownNames, modelsBeside } from './known';

const USAGE = `npm run check -- FILE…                  what is wrong with BPMN and DMN files 检查 BPMN 和 DMN 文件
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

const ZEEBE = 'http://camunda.org/schema/zeebe/1.0';

type Answer = { findings: Finding[]; refusal?: ReadRefusal };

async function examine(file: string): Promise<Answer> {
  if (file.endsWith('.dmn'))
    return { findings: checkDmn(readFileSync(file), { variables: knownNames(), imported: modelsBeside(file) }) };
  try {
    const bpmn = await readBpmn(readFileSync(file));
    const profile = (values.profile ?? (isOurs(bpmn.document) ? 'publish' : 'interchange')) as CheckOptions['profile'];
    return { findings: check(bpmn, { profile, known: knownBeside(file, bpmn.document) }) };
  } catch (error) {
    if (error instanceof ReadRefusal) return { findings: [], refusal: error };
    throw error;
  }
}

/** It is written for this engine: it has zeebe: extensions or FEEL after =, and nothing of another tool. */
function isOurs(document: XmlElement): boolean {
  const found = new Set(extensions(document));
  return (found.has(ZEEBE) || hasFeel(document)) && [...found].every((uri) => uri === ZEEBE || uri === BPMN);
}

const hasFeel = (element: XmlElement): boolean => /^\s*=/.test(element.text) || element.children.some(hasFeel);

const extensions = (element: XmlElement): string[] =>
  element.children.flatMap((child) => [
    ...(element.local === 'extensionElements' && element.uri === BPMN ? [child.uri] : []),
    ...extensions(child),
  ]);

async function print(files: string[]): Promise<boolean> {
  let fine = true;
  for (const file of files) {
    const { findings, refusal } = await examine(file);
    fine &&= !refusal && !refused(findings);
    if (refusal)
      console.log(
        `${file}${refusal.line ? `:${refusal.line}:${refusal.column}` : ''}: error ${refusal.code}: ${refusal[lang]}`,
      );
    for (const { line, severity, rule, clause, ...text } of findings)
      console.log(
        `${file}:${line}: ${severity} ${rule}: ${text[lang]} [${/^\d/.test(clause) ? `BPMN 2.0.2 ${clause}` : clause}]`,
      );
    if (!refusal && findings.length === 0) console.log(`${file}: ${lang === 'zh' ? '没有发现问题' : 'nothing found'}`);
  }
  return fine;
}

const models = (dir: string): string[] =>
  readdirSync(dir)
    .sort()
    .flatMap((name) => {
      const path = join(dir, name);
      return statSync(path).isDirectory() ? models(path) : /\.bpmn(20\.xml)?$/.test(name) ? [path] : [];
    });

/**
 * A folder's rules.json says which rules should refuse the models of each of its folders; without it any refusal will
 * do.
 */
async function expectRefusal(dir: string): Promise<boolean> {
  const listed = join(dir, 'rules.json');
  const expected: Record<string, string[]> = existsSync(listed) ? JSON.parse(readFileSync(listed, 'utf8')) : {};
  let misses = 0;
  const files = models(dir);
  for (const file of files) {
    const { findings, refusal } = await examine(file);
    const by = [...new Set(findings.filter((finding) => finding.severity === 'error').map((finding) => finding.rule))];
    const due = expected[basename(dirname(file))];
    const missed = refusal ? false : by.length === 0 || (due !== undefined && !by.some((rule) => due.includes(rule)));
    if (missed)
      console.log(
        `MISS ${relative(dir, file)}: ${by.length ? `refused by ${by.join(', ')}, not by ${due!.join(' or ')}` : 'not refused'}`,
      );
    if (missed) misses++;
  }
  console.log(
    `${files.length - misses} of ${files.length} refused ${Object.keys(expected).length ? 'for the right reason' : ''}`.trim(),
  );
  return misses === 0;
}

async function main(): Promise<boolean> {
  if (values.rules) return process.stdout.write(describe(rules));
  if (values['expect-refusal'] !== undefined) return expectRefusal(values['expect-refusal']);
  if (positionals.length > 0 && ['publish', 'interchange', undefined].includes(values.profile))
    return print(positionals);
  console.error(USAGE);
  return false;
}

void main().then((fine) => {
  process.exitCode = fine ? 0 : 1;
});
