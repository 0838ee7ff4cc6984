import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import { disputeFunctions } from '../../domain/feel';
import { compile, CompileRefusal, executables, readBpmn, ReadRefusal } from '../../engine';
import { check, type Known } from '../../engine/check';
import { checkDmn, parseDmn } from '../../engine/dmn';
import { checkFormDefinition, type Form } from '../../engine/form';
import { bytes, Definitions, type Definition, type DefinitionKind } from '../../models';
import { documents } from '../../domain/documents';
import { jobTypes } from '../../domain/jobTypes';
import { roles } from '../../domain/roles';
import { englishName } from '../../domain/text';
import type { References } from '../references';
import { namesUsed } from '../views/formNames';

export interface Finding {
  rule: string;
  severity: 'error' | 'warning' | 'info';
  element?: string;
  line?: number;
  zh: string;
  en: string;
  clause?: string;
}

/** What a file offers, and what is wrong with it. */
export interface Examined {
  /** What its versions are counted by; absent where the file cannot be read. */
  key?: string;
  keys: string[];
  name?: { zh: string; en: string };
  versionTag?: string;
  findings: Finding[];
}

export const isPublishable = (findings: readonly Finding[]): boolean =>
  findings.every(({ severity }) => severity !== 'error');

const error = (rule: string, zh: string, en: string, more: Partial<Finding> = {}): Finding => ({
  rule,
  severity: 'error',
  zh,
  en,
  ...more,
});

/** Examines a file as it would be published. Never throws for what is wrong with the file. */
export async function examine(
  kind: DefinitionKind,
  fileName: string,
  source: Buffer,
  references: References,
): Promise<Examined> {
  const examined = await examiners[kind](source, fileName, references);
  // A file of decisions goes by its name: it holds several, none of them first.
  const key = kind === 'decision' && examined.keys.length ? fileName.replace(/\.dmn$/i, '') : examined.keys[0];
  return { ...examined, key };
}

type Examiner = (source: Buffer, fileName: string, references: References) => Promise<Examined> | Examined;
const examiners: Record<DefinitionKind, Examiner> = {
  process: (source, _fileName, references) => examineProcess(source, references),
  decision: examineDecision,
  form: examineForm,
  template: (source, fileName) => examineTemplate(fileName, source),
};

async function examineProcess(source: Buffer, references: References): Promise<Examined> {
  try {
    const bpmn = await readBpmn(source);
    const findings: Finding[] = check(bpmn, { profile: 'publish', known: await known(references) });
    const keys = executables(bpmn.definitions);
    if (!keys.length)
      findings.push(
        error(
          'no-executable-process',
          '文件中没有可执行的流程：请把流程设为可执行（isExecutable）。',
          'The file holds no executable process: mark one as executable.',
        ),
      );
    return {
      keys,
      ...about(bpmn.definitions, keys[0]),
      findings: isPublishable(findings) ? [...findings, ...compiled(bpmn.definitions, keys)] : findings,
    };
  } catch (refusal) {
    if (refusal instanceof ReadRefusal)
      return { keys: [], findings: [error(refusal.code, refusal.zh, refusal.en, { line: refusal.line })] };
    throw refusal;
  }
}

/** What the checker passes and the engine still cannot run. */
function compiled(definitions: unknown, keys: string[]): Finding[] {
  return keys.flatMap((key) => {
    try {
      compile(definitions, key, '');
      return [];
    } catch (refusal) {
      if (refusal instanceof CompileRefusal)
        return [error(refusal.code, refusal.zh, refusal.en, { element: refusal.element })];
      throw refusal;
    }
  });
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
function about(definitions: any, key: string | undefined): Pick<Examined, 'name' | 'versionTag'> {
  const process = definitions.rootElements?.find(({ id }: { id?: string }) => id === key);
  const zh: string | undefined = process?.name ?? definitions.name;
  const en = englishName(process?.documentation?.[0]?.text) ?? zh;
  const tag = process?.extensionElements?.values?.find(
    ({ $type }: { $type: string }) => $type === 'zeebe:VersionTag',
  )?.value;
  return { ...(zh && { name: { zh, en } }), ...(tag && { versionTag: tag }) };
}

/**
 * What a model may refer to besides itself: what is published, what that and what is being drafted brings into a case,
 * the limits, the functions of the law.
 */
export async function known(references: References): Promise<Known & { variables: string[] }> {
  const { calendar, rules } = await references.inForce();
  const current = await Definitions.find(
    { status: { $in: ['draft', 'published'] } },
    { kind: 1, keys: 1, status: 1, source: 1 },
  ).lean<Definition[]>();
  const published = current.filter(({ status }) => status === 'published');
  const keys = (kind: DefinitionKind) => published.filter((each) => each.kind === kind).flatMap((each) => each.keys);
  const functions = Object.keys(disputeFunctions({ calendar: calendar.bound, rules: rules.data, parameters: [] }));
  return {
    forms: keys('form'),
    decisions: keys('decision'),
    processes: keys('process'),
    limits: rules.data.limits.map(({ id }) => id),
    jobs: jobTypes.codes,
    roles: roles.codes,
    variables: [...functions, 'case', 'instance', ...current.flatMap(variablesOf)],
  };
}

/** Names that a definition sets: the fields of a form, results and mappings of a process. */
function variablesOf({ kind, source }: Definition): string[] {
  if (kind === 'form') return namesUsed(JSON.parse(bytes(source).toString('utf8')) as Form, []);
  if (kind !== 'process') return [];
  return [
    ...bytes(source)
      .toString('utf8')
      .matchAll(/\b(?:resultVariable|target|outputCollection|inputElement)="([^"]+)"/g),
  ].map(([, name]) => name!);
}

function examineDecision(source: Buffer): Examined {
  try {
    const { decisions, services, name, description, imports } = parseDmn(source);
    // Its variables come from processes, and what it imports from other files: neither is at hand here.
    const elsewhere = ['dmn-variable', ...(imports.length ? ['dmn-import', 'dmn-reference', 'dmn-type'] : [])];
    const findings = checkDmn(source).filter(({ rule }) => !elsewhere.includes(rule));
    return {
      keys: [...decisions, ...services].map(({ id }) => id),
      ...(name && { name: { zh: name, en: englishName(description) ?? name } }),
      findings,
    };
  } catch (refusal) {
    if (refusal instanceof ReadRefusal)
      return { keys: [], findings: [error(refusal.code, refusal.zh, refusal.en, { line: refusal.line })] };
    throw refusal;
  }
}

function examineForm(source: Buffer): Examined {
  try {
    const form = JSON.parse(source.toString('utf8')) as {
      id?: unknown;
      properties?: { name?: string; name_en?: string };
    };
    const findings: Finding[] = checkFormDefinition(form);
    const { name: zh, name_en: en = zh } = form?.properties ?? {};
    return {
      keys: typeof form?.id === 'string' && form.id ? [form.id] : [],
      ...(zh && en && { name: { zh, en } }),
      findings,
    };
  } catch {
    return { keys: [], findings: [error('form-json', '不是有效的 JSON。', 'This is no valid JSON.')] };
  }
}

/** A template is named by the code of the document that it makes. */
function examineTemplate(fileName: string, source: Buffer): Examined {
  const code = fileName.replace(/\.docx$/i, '');
  const findings: Finding[] = documents.has(code)
    ? []
    : [
        error(
          'template-code',
          `文件名应为文书代码加 .docx，如 mediation-agreement.docx；没有文书“${code}”。`,
          `Name the file by the code of its document, such as mediation-agreement.docx: there is no “${code}”.`,
        ),
      ];
  const name = { zh: documents.name(code, 'zh'), en: documents.name(code, 'en') };
  return { keys: [code], name, findings: [...findings, ...templateFindings(source)] };
}

function templateFindings(source: Buffer): Finding[] {
  try {
    new Docxtemplater(new PizZip(source), { paragraphLoop: true, linebreaks: true });
    return [];
  } catch (fault) {
    const inner =
      (fault as { properties?: { errors?: { properties?: { explanation?: string } }[] } }).properties?.errors ?? [];
    const said =
      inner
        .map(({ properties }) => properties?.explanation)
        .filter(Boolean)
        .join(' ') || (fault as Error).message;
    return [
      error('template', `不是可用的 Word 模板（docx）：${said}`, `No template that can be filled (docx): ${said}`),
    ];
  }
}
