import type { Text } from '../domain/text';
import { compile, CompileRefusal, executables, readBpmn, ReadRefusal, type Graph } from '../engine';
import { MOST_ELEMENTS } from '../engine/budgets';
import { parseDmn, textsOf } from '../engine/dmn';
import { expressionsOf } from '../engine/expressionsOf';
import { refusedPatterns } from '../engine/feel/patternsIn';
import { checkFormDefinition } from '../engine/form';

/** Which of the present bounds something exceeds that was let in before. */
export const bounds = ['form-pattern', 'pattern', 'elements', 'data', 'unreadable', 'time'] as const;
export type Bound = (typeof bounds)[number];

/** What is wrong, where in the file, and what to do. */
export interface Excess extends Text {
  bound: Bound;
  at?: string;
}

/** Of one file so many are told: the rest is found when those are mended. */
const MOST = 100;

/** What of a published file would be refused now. Files of other kinds have no such bounds. */
export async function exceedsBounds({ kind, source }: { kind: string; source: Uint8Array }): Promise<Excess[]> {
  const file = Buffer.from(source);
  try {
    if (kind === 'form') return patternsOfForm(file).slice(0, MOST);
    const graphs = kind === 'decision' ? [] : await graphsOf(file);
    const elements = graphs.reduce((sum, { nodes, flows }) => sum + Object.keys({ ...nodes, ...flows }).length, 0);
    if (elements > MOST_ELEMENTS) return [tooMany(elements)];
    const texts =
      kind === 'decision' ? [...textsOf(parseDmn(file), () => [])] : graphs.flatMap((graph) => textsIn(graph));
    return texts
      .flatMap(({ at, text, unary }) => patternsOf(text, unary).map((found) => inText(at, found)))
      .slice(0, MOST);
  } catch (refusal) {
    if (!(refusal instanceof ReadRefusal || refusal instanceof CompileRefusal)) throw refusal;
    const { zh, en } = refusal;
    return [
      {
        bound: 'unreadable',
        ...(refusal instanceof CompileRefusal && refusal.element && { at: refusal.element }),
        zh: `本版本不能再读取：${zh} 请改正后重新发布。`,
        en: `This version of the system cannot read it any more: ${en} Mend it and publish anew.`,
      },
    ];
  }
}

const patternsOfForm = (file: Buffer): Excess[] =>
  checkFormDefinition(JSON.parse(file.toString('utf8'))).flatMap(({ rule, element: at, zh, en }) =>
    rule === 'form-pattern' ? [{ bound: 'form-pattern' as const, ...(at && { at }), zh, en }] : [],
  );

const inText = (at: string, pattern: string): Excess => ({
  bound: 'pattern',
  at,
  zh: `正则表达式「${pattern}」不合 XPath 语法或过大，结果将为 null：请改写后重新发布。`,
  en: `The pattern “${pattern}” is none of XPath, or too large, and gives null: write it another way and publish anew.`,
});

/** A text that cannot be read is the checker's to tell. */
function patternsOf(text: string, unary: boolean): string[] {
  try {
    return refusedPatterns(text, unary);
  } catch {
    return [];
  }
}

async function graphsOf(file: Buffer): Promise<Graph[]> {
  const { definitions } = await readBpmn(file);
  return executables(definitions).map((process) => compile(definitions, process, ''));
}

const textsIn = (graph: Graph): { at: string; text: string; unary: boolean }[] =>
  [...expressionsOf(graph)].map((each) => ({ ...each, unary: false }));

const tooMany = (elements: number): Excess => ({
  bound: 'elements',
  zh: `文件中有 ${elements} 个元素，最多 ${MOST_ELEMENTS} 个：请拆成几个流程，用调用活动相连，然后重新发布。`,
  en: `The file has ${elements} elements, at most ${MOST_ELEMENTS} are allowed: divide it into processes that call each other and publish anew.`,
});
