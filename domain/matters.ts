import { compileFeel, FeelLimitError, FeelSyntaxError, toJson } from '../engine/feel';
import type { Binding } from '../engine/graph';
import { codeList } from './codeList';
import { roles, type Role } from './roles';
import { englishName, type Text } from './text';

/**
 * Matters (事项): whatever people do over time is a process, and a process may declare itself a kind of matter by properties
 * of its own, read here and nowhere else. A dispute is the kind that the application knows best; it declares nothing.
 *
 * - `matter`: how its matters are numbered, such as `QJ-{region}-{year}-{sequence}`; the property that makes it a kind.
 * - `matterBegin`: the roles that may begin one by the form of its start event; none: it is begun by messages and timers.
 * - `matterRead`: the roles that see its matters, each as far as the role itself reaches. Whoever began one always sees it.
 * - `matterTitle`: a FEEL expression over the first variables, for lists.
 * - `matterColumns`: the variables that lists show.
 * - `matterSubject`: whom or what its matters are about, each as `kind=variable` (`subjectKinds`).
 * - `matterFrom`: the kinds (`dispute` or process ids) out of which one may be begun.
 */

/** What a matter may be about, and how a variable of it names that: by credit code, by the id of the register, by number. */
export const subjectKinds = codeList({
  employer: { zh: '用人单位', en: 'Employer' },
  organisation: { zh: '机构', en: 'Organisation' },
  person: { zh: '人员', en: 'Person' },
  matter: { zh: '案件或事项', en: 'Case or matter' },
});
export type SubjectKind = (typeof subjectKinds.codes)[number];
export interface Subject {
  kind: SubjectKind;
  id: string;
}

/** A kind of matter, as its process declares it. */
export interface MatterKind {
  /** The id of the process. */
  kind: string;
  name: Text;
  number: string;
  begin: Role[];
  read: Role[];
  title?: string;
  columns: string[];
  /** The variables that name what its matters are about. */
  subjects: { kind: SubjectKind; variable: string }[];
  from: string[];
  /** How its matters can end: the names of the end events of its process, by their ids. */
  outcomes: Record<string, Text>;
  /** The form of its start event. */
  form?: string;
  formBinding?: Binding;
}

/** What is read of a process. */
interface Process {
  process: string;
  name?: string;
  nodes: Readonly<
    Record<
      string,
      {
        type: string;
        name?: string;
        scope?: string;
        documentation?: string;
        properties?: Readonly<Record<string, string>>;
        starts?: string[];
        events?: unknown[];
        startForm?: { form: string; binding?: Binding };
      }
    >
  >;
}

const listed = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** The kind of matter that a process declares, or undefined if it declares none. */
export function matterKindOf({ process, name = process, nodes }: Process): MatterKind | undefined {
  const root = nodes[process];
  const properties = root?.properties ?? {};
  if (!properties.matter) return undefined;
  const start = (root?.starts ?? []).map((id) => nodes[id]).find((node) => node?.startForm);
  const { form, binding } = start?.startForm ?? {};
  return {
    kind: process,
    name: { zh: name, en: englishName(root?.documentation) ?? name },
    number: properties.matter,
    begin: listed(properties.matterBegin).filter(roles.has),
    read: listed(properties.matterRead).filter(roles.has),
    ...(properties.matterTitle && { title: properties.matterTitle }),
    columns: listed(properties.matterColumns),
    subjects: listed(properties.matterSubject).flatMap((text) => subjectOf(text) ?? []),
    from: listed(properties.matterFrom),
    outcomes: Object.fromEntries(
      Object.entries(nodes)
        .filter(([, { type, scope }]) => type === 'endEvent' && scope === process)
        .map(([id, { name: zh = id, documentation }]) => [id, { zh, en: englishName(documentation) ?? zh }]),
    ),
    ...(form && { form }),
    ...(binding && { formBinding: binding }),
  };
}

/** A subject as it is declared: `employer=creditCode`. */
function subjectOf(text: string): { kind: SubjectKind; variable: string } | undefined {
  const [kind, variable, ...more] = text.split('=').map((part) => part.trim());
  return subjectKinds.has(kind) && isVariable(variable) && !more.length ? { kind, variable } : undefined;
}

const isVariable = (name: string | undefined): name is string =>
  name !== undefined && /^[\p{L}_][\p{L}\p{N}_]{0,59}$/u.test(name);

/** Most subjects of one matter, and most characters of what names one. */
const MOST_SUBJECTS = 20;
const LONGEST_SUBJECT = 100;

/** What a matter is about, by its first variables: each a text, or a list of texts. */
export function subjectsOf({ subjects }: Pick<MatterKind, 'subjects'>, variables: Record<string, unknown>): Subject[] {
  return subjects
    .flatMap(({ kind, variable }) =>
      [variables[variable]].flat().flatMap((value) => {
        const id = typeof value === 'string' ? value.trim() : '';
        return id && id.length <= LONGEST_SUBJECT ? [{ kind, id: kind === 'employer' ? id.toUpperCase() : id }] : [];
      }),
    )
    .slice(0, MOST_SUBJECTS);
}

/** A subject as matters are found by it. */
export const subjectKey = ({ kind, id }: Subject): string => `${kind}:${id}`;
/** The subject of a key; undefined if it is none. */
export function subjectOfKey(key: string): Subject | undefined {
  const at = key.indexOf(':');
  const [kind, id] = [key.slice(0, at), key.slice(at + 1)];
  return subjectKinds.has(kind) && id ? { kind, id } : undefined;
}

/** A process as it is read from BPMN. */
interface ReadProcess {
  $type?: string;
  id?: string;
  extensionElements?: { values?: { $type: string; properties?: { name?: string; value?: string }[] }[] };
}
interface ReadDefinitions {
  rootElements?: ReadProcess[];
}

/** The properties of a process as it is read from BPMN. */
const propertiesOf = ({ extensionElements }: ReadProcess): Record<string, string> =>
  Object.fromEntries(
    (extensionElements?.values ?? [])
      .filter(({ $type }) => $type === 'zeebe:Properties')
      .flatMap(({ properties = [] }) => properties.map(({ name = '', value = '' }) => [name, value])),
  );

/** Those of these processes of a file that are kinds of matters. */
export const mattersAmong = (definitions: ReadDefinitions, processes: readonly string[]): string[] =>
  (definitions.rootElements ?? [])
    .filter((process) => 'matter' in propertiesOf(process))
    .flatMap(({ id }) => (id !== undefined && processes.includes(id) ? [id] : []));

/** What is wrong with what the processes of a file declare about their matters, each with its process. */
export const matterFaultsAmong = ({ rootElements = [] }: ReadDefinitions): (MatterFault & { element: string })[] =>
  rootElements.flatMap((process) =>
    process.$type !== 'bpmn:Process' || process.id === undefined
      ? []
      : matterFaults(propertiesOf(process)).map((fault) => ({ ...fault, element: process.id! })),
  );

/** A fault of what a process declares about its matters, in words that say what to do. */
export interface MatterFault extends Text {
  rule: string;
}

const placeholders = ['region', 'year', 'sequence'] as const;
/** Most columns of a list, and most characters of a number's pattern. */
const MOST_COLUMNS = 6;
const LONGEST = 60;

/** What is wrong with what a process declares about its matters; nothing if it declares none. */
export function matterFaults(properties: Readonly<Record<string, string>>): MatterFault[] {
  const declared = Object.keys(properties).filter((name) => name.startsWith('matter'));
  if (!declared.length) return [];
  const strange = declared.filter((name) => !(known as readonly string[]).includes(name));
  return [
    ...strange.map((name) => ({
      rule: 'matter-property',
      zh: `没有「${name}」这个事项属性，可用的有：${known.join('、')}。`,
      en: `There is no property “${name}” of matters; the properties are ${known.join(', ')}.`,
    })),
    ...numberFaults(properties.matter),
    ...(['matterBegin', 'matterRead'] as const).flatMap((name) => roleFaults(name, properties[name])),
    ...titleFaults(properties.matterTitle),
    ...columnFaults(properties.matterColumns),
    ...subjectFaults(properties.matterSubject),
  ];
}

const known = [
  'matter',
  'matterBegin',
  'matterRead',
  'matterTitle',
  'matterColumns',
  'matterSubject',
  'matterFrom',
] as const;

function numberFaults(pattern: string | undefined): MatterFault[] {
  const example = 'QJ-{region}-{year}-{sequence}';
  if (!pattern)
    return [
      {
        rule: 'matter-number',
        zh: `事项没有编号方式：请在流程属性 matter 中写明，例如 ${example}。`,
        en: `Its matters have no numbers: write the property matter of the process, such as ${example}.`,
      },
    ];
  const named = [...pattern.matchAll(/\{(\w*)\}/g)].map(([, name]) => name!);
  const plain = pattern.replaceAll(/\{(?:region|year|sequence)\}/g, '');
  const fits =
    pattern.length <= LONGEST &&
    /^[A-Z][A-Z0-9]{0,11}-/.test(pattern) &&
    /^[A-Z0-9-]+$/.test(plain) &&
    !pattern.startsWith('AH-') &&
    named.includes('year') &&
    named.includes('sequence') &&
    new Set(named).size === named.length;
  return fits
    ? []
    : [
        {
          rule: 'matter-number',
          zh: `编号方式「${pattern}」不可用：须以大写字母和短横线开头（不能是争议案件的 AH-），只含大写字母、数字、短横线和 ${placeholders.map((name) => `{${name}}`).join('、')}，每个至多一次，且必须有 {year} 和 {sequence}，例如 ${example}。`,
          en: `“${pattern}” cannot number matters: begin with capital letters and a hyphen (not AH-, which is for disputes), use only capitals, digits, hyphens and ${placeholders.map((name) => `{${name}}`).join(', ')}, each at most once, with {year} and {sequence} among them, such as ${example}.`,
        },
      ];
}

const roleFaults = (name: 'matterBegin' | 'matterRead', text: string | undefined): MatterFault[] =>
  listed(text)
    .filter((code) => !roles.has(code))
    .map((code) => ({
      rule: 'matter-role',
      zh: `流程属性 ${name} 中的角色「${code}」不存在，应为：${roles.codes.map((each) => `${each}（${roles.name(each, 'zh')}）`).join('、')}。`,
      en: `The role “${code}” in the property ${name} does not exist; the roles are ${roles.codes.join(', ')}.`,
    }));

function titleFaults(title: string | undefined): MatterFault[] {
  if (!title) return [];
  try {
    compileFeel(expression(title));
    return [];
  } catch (error) {
    if (!(error instanceof FeelSyntaxError)) throw error;
    return [
      {
        rule: 'matter-title',
        zh: `流程属性 matterTitle 不是正确的 FEEL 表达式：${title}`,
        en: `The property matterTitle is not a FEEL expression: ${title}`,
      },
    ];
  }
}

function columnFaults(text: string | undefined): MatterFault[] {
  const columns = listed(text);
  const strange = columns.filter((name) => !isVariable(name));
  return [
    ...strange.map((name) => ({
      rule: 'matter-columns',
      zh: `流程属性 matterColumns 中的「${name}」不是变量名。`,
      en: `“${name}” in the property matterColumns is not the name of a variable.`,
    })),
    ...(columns.length > MOST_COLUMNS
      ? [
          {
            rule: 'matter-columns',
            zh: `列表至多显示 ${MOST_COLUMNS} 项，流程属性 matterColumns 中有 ${columns.length} 项。`,
            en: `Lists show at most ${MOST_COLUMNS} variables; the property matterColumns has ${columns.length}.`,
          },
        ]
      : []),
  ];
}

const subjectFaults = (text: string | undefined): MatterFault[] =>
  listed(text)
    .filter((each) => !subjectOf(each))
    .map((each) => ({
      rule: 'matter-subject',
      zh: `流程属性 matterSubject 中的「${each}」应写成 种类=变量名，例如 employer=creditCode；种类有：${subjectKinds.codes.map((code) => `${code}（${subjectKinds.name(code, 'zh')}）`).join('、')}。`,
      en: `Write “${each}” in the property matterSubject as kind=variable, such as employer=creditCode; the kinds are ${subjectKinds.codes.join(', ')}.`,
    }));

const expression = (text: string): string => text.replace(/^=/, '');

/** The series in which matters of a kind are numbered in a place and a year. */
export const seriesOf = ({ number }: Pick<MatterKind, 'number'>, region: string, year: number): string =>
  number.replace('{region}', region).replace('{year}', String(year));

/** The number of a matter: a sequence number in its series, with four digits or more. */
export const matterNumber = (series: string, sequence: number): string =>
  series.replace('{sequence}', String(sequence).padStart(4, '0'));

/** Most characters of a title. */
const TITLE = 120;

/** The title of a matter for lists; that of its kind if it has none. `now`: an instant. */
export function titleOf({ title, name }: Pick<MatterKind, 'title' | 'name'>, variables: object, now: string): string {
  if (!title) return name.zh;
  const scope = {
    get: (variable: string) => (variables as Record<string, unknown>)[variable],
    has: (variable: string) => Object.hasOwn(variables, variable),
    now,
  };
  try {
    const value = toJson(compileFeel(expression(title)).evaluate(scope));
    return value === null || value === undefined ? name.zh : String(value).slice(0, TITLE);
  } catch (error) {
    // A title is not worth an incident.
    if (error instanceof FeelLimitError || error instanceof FeelSyntaxError) return name.zh;
    throw error;
  }
}
