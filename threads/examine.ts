import { compartmentSides, compartments } from '../domain/compartments';
import { documents } from '../domain/documents';
import { matterFaultsAmong, mattersAmong } from '../domain/matters';
import { englishName } from '../domain/text';
import { compile, CompileRefusal, executables, readBpmn, ReadRefusal, type Graph } from '../engine';
import { check, type Known } from '../engine/check';
import { checkDmn, parseDmn } from '../engine/dmn';
import { checkFormDefinition } from '../engine/form';
import { namesUsed } from '../engine/form/namesUsed';
import { missingBindings, type Together } from './missingBindings';
import { templateFault } from './documents/template';

export type DefinitionKind = 'process' | 'decision' | 'form' | 'template';

export interface Finding {
  rule: string;
  severity: 'error' | 'warning' | 'info';
  element?: string;
  line?: number;
  zh: string;
  en: string;
  clause?: string;
}

/** What a file contains, and what is wrong with it. */
export interface Examined {
  /** The id whose versions are counted; absent if the file cannot be read. */
  key?: string;
  keys: string[];
  name?: { zh: string; en: string };
  versionTag?: string;
  /** Those of its processes that are kinds of matters. */
  matters?: string[];
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

/** A file, and what a model in it may refer to besides itself. */
export interface Examinee {
  kind: DefinitionKind;
  fileName: string;
  source: Uint8Array;
  known: Known;
  /** Definitions and drafts whose variables it may read. */
  others?: { kind: DefinitionKind; source: Uint8Array }[];
  /** What is published at the same time, if already known. */
  together?: Together;
}

/** Checks a file as if it were published. Never throws because of what is wrong with the file. */
export async function examineSource(examinee: Examinee): Promise<Examined> {
  const { kind, fileName, source, together } = examinee;
  const variables = namesKnown(examinee);
  const examined = await examiners[kind](Buffer.from(source), fileName, { ...examinee.known, variables }, together);
  // A file of decisions is identified by its name, because it contains several decisions, none of them first.
  const key = kind === 'decision' && examined.keys.length ? fileName.replace(/\.dmn$/i, '') : examined.keys[0];
  return { ...examined, key };
}

/** The names that expressions may read: those of the host, and those that definitions and drafts set. */
export const namesKnown = ({ known, others = [] }: Pick<Examinee, 'known' | 'others'>): string[] => [
  ...new Set([...(known.variables ?? []), ...others.flatMap(variablesOf)]),
];

/** Names that a definition sets: the fields of a form, the results and mappings of a process. A draft may be anything. */
function variablesOf({ kind, source }: { kind: DefinitionKind; source: Uint8Array }): string[] {
  const text = new TextDecoder().decode(source);
  if (kind === 'process')
    return [...text.matchAll(/\b(?:resultVariable|target|outputCollection|inputElement)="([^"]+)"/g)].map(
      ([, name]) => name!,
    );
  try {
    return namesUsed(JSON.parse(text), []);
  } catch {
    return [];
  }
}

type Examiner = (source: Buffer, fileName: string, known: Known, together?: Together) => Promise<Examined> | Examined;
const examiners: Record<DefinitionKind, Examiner> = {
  process: (source, _fileName, known, together) => examineProcess(source, known, together),
  decision: examineDecision,
  form: examineForm,
  template: (source, fileName) => examineTemplate(fileName, source),
};

async function examineProcess(source: Buffer, known: Known, together?: Together): Promise<Examined> {
  try {
    const bpmn = await readBpmn(source);
    const findings: Finding[] = [
      ...check(bpmn, { profile: 'publish', known }),
      ...matterFaultsAmong(bpmn.definitions).map(({ rule, zh, en, element }) => error(rule, zh, en, { element })),
    ];
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
      matters: mattersAmong(bpmn.definitions, keys),
      findings: isPublishable(findings) ? [...findings, ...compiled(bpmn.definitions, keys, together)] : findings,
    };
  } catch (refusal) {
    if (refusal instanceof ReadRefusal)
      return { keys: [], findings: [error(refusal.code, refusal.zh, refusal.en, { line: refusal.line })] };
    throw refusal;
  }
}

/** What the checker accepts but the engine cannot run. */
function compiled(definitions: unknown, keys: string[], together?: Together): Finding[] {
  return keys.flatMap((key) => {
    try {
      const graph = compile(definitions, key, '');
      return [...placing(graph), ...missingBindings(graph, keys, together)];
    } catch (refusal) {
      if (refusal instanceof CompileRefusal)
        return [error(refusal.code, refusal.zh, refusal.en, { element: refusal.element })];
      throw refusal;
    }
  });
}

/** The compartment that an element names must exist. */
function placing({ nodes }: Graph): Finding[] {
  return Object.values(nodes).flatMap(({ id, properties: { compartment, side } = {} }) => [
    ...(compartment === undefined || compartments.has(compartment)
      ? []
      : [
          error(
            'unknown-compartment',
            `没有「${compartment}」这种保密分区，应为：${compartments.codes.join('、')}。`,
            `There is no compartment “${compartment}”; use one of ${compartments.codes.join(', ')}.`,
            { element: id },
          ),
        ]),
    ...(side === undefined || side.startsWith('=') || compartmentSides.some((each) => each === side)
      ? []
      : [
          error(
            'unknown-side',
            `side 应为 ${compartmentSides.join('、')}，或以 = 开头的变量名。`,
            `side must be one of ${compartmentSides.join(', ')}, or the name of a variable after =.`,
            { element: id },
          ),
        ]),
  ]);
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

function examineDecision(source: Buffer): Examined {
  try {
    const { decisions, services, name, description, imports } = parseDmn(source);
    // Its variables come from processes, and its imports from other files; neither is available here.
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
    return { keys: [], findings: [error('form-json', '不是有效的 JSON。', 'This is not valid JSON.')] };
  }
}

/** A template is named by the code of the document that it creates. */
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
  const fault = templateFault(source);
  return fault
    ? [
        error(
          'template',
          `不是可用的 Word 模板（docx）：${fault}`,
          `Not a template that can be filled (docx): ${fault}`,
        ),
      ]
    : [];
}
