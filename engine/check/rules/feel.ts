import { expressionsOf } from '../../expressionsOf';
import { compileFeel, FeelSyntaxError } from '../../feel';
import { refusedPatterns } from '../../feel/patternsIn';
import type { Graph, Node } from '../../graph';
import { runs, should, type Cause, type Rule } from '../Finding';
import { graphs } from '../graphs';
import type { Model } from '../Model';

/** Names that the engine itself provides to expressions. */
const GIVEN = [
  'instance',
  'loopCounter',
  'numberOfInstances',
  'numberOfActiveInstances',
  'numberOfCompletedInstances',
  'numberOfTerminatedInstances',
  'activationCount',
  'item',
  'error',
  'result',
  '?',
];

interface Found {
  blame: Cause['blame'];
  ofResult: boolean;
  reads?: string[];
  patterns?: string[];
  error?: FeelSyntaxError;
  graph: Graph;
}

/** Every FEEL expression of the model's executable processes, parsed. */
const found = (model: Model): Found[] =>
  graphs(model).flatMap(({ process, graph }) =>
    graph
      ? [...expressionsOf(graph)].map(({ at, text }) => ({
          blame: model.byId(at) ?? process,
          graph,
          ofResult: ofResult(graph.nodes[at], text),
          ...parse(text),
        }))
      : [],
  );

function parse(text: string): Pick<Found, 'reads' | 'patterns' | 'error'> {
  try {
    return { reads: compileFeel(text).reads, patterns: refusedPatterns(text) };
  } catch (error) {
    if (error instanceof FeelSyntaxError) return { error };
    throw error;
  }
}

/** FEEL in models that are to run here: conditions, times, mappings, assignments … (8.4.6). */
export const feel: Rule[] = [
  runs({
    id: 'feel-syntax',
    clause: 'Heyi, 8.4.6, DMN 10.3',
    on: 'Definitions',
    zh: 'FEEL 表达式有语法错误；请更正。',
    en: 'A FEEL expression has a syntax error; correct it.',
    breaks: (_, model, { profile }) =>
      profile === 'publish' &&
      found(model).flatMap(({ blame, error }) => (error ? [{ blame, zh: error.zh, en: error.en }] : [])),
  }),
  should({
    id: 'feel-pattern',
    clause: 'Heyi, DMN 10.3.4.3',
    on: 'Definitions',
    zh: '正则表达式不合 XPath 语法或过大，所在函数的结果将为 null；请改写。',
    en: 'A regular expression is not valid in XPath or is too large, so the function that uses it gives null; rewrite it.',
    breaks: (_, model, { profile }) =>
      profile === 'publish' &&
      found(model).flatMap(({ blame, patterns = [] }) =>
        patterns.map((pattern) => ({ blame, zh: pattern, en: pattern })),
      ),
  }),
  should({
    id: 'feel-variable',
    clause: 'Heyi, 8.4.6',
    on: 'Definitions',
    zh: '表达式读取的变量在模型中没有来源，取值将为 null；请检查拼写，或确认由启动时或表单给出。',
    en: 'An expression reads a variable that nothing in the model sets, and gets null for it; check the spelling, or that it is provided at the start or by a form.',
    breaks: (_, model, { profile, known }) =>
      profile === 'publish' && unknownNames(model, [...(known?.variables ?? [])]),
  }),
];

/**
 * An output mapping or output element reads the result of a job, a person, a message or a called process, which the
 * model cannot know.
 */
const ofResult = (node: Node | undefined, text: string) =>
  !!node && !!(node.job ?? node.task ?? node.called ?? node.message ?? node.events) && outputs(node).includes(text);

const outputs = ({ outputs: mapped = [], loop }: Node) => [
  ...mapped.map(({ source }) => source),
  ...(loop?.type === 'multiInstance' && loop.outputElement ? [loop.outputElement] : []),
];

function unknownNames(model: Model, outside: string[]): Cause[] {
  const all = found(model);
  const written = new Map(
    [...new Set(all.map(({ graph }) => graph))].map((graph) => [
      graph,
      new Set([...GIVEN, ...outside, ...Object.values(graph.nodes).flatMap(writes)]),
    ]),
  );
  const missing = new Map<Cause['blame'], Set<string>>();
  for (const { blame, reads = [], graph } of all.filter((each) => !each.ofResult)) {
    for (const name of reads.filter((read) => !written.get(graph)!.has(read)))
      missing.set(blame, (missing.get(blame) ?? new Set()).add(name));
  }
  return [...missing].map(([blame, names]) => ({ blame, zh: [...names].join('、'), en: [...names].join(', ') }));
}

/** The names of the variables that a node sets. */
const writes = (node: Node): string[] => [
  ...[...(node.inputs ?? []), ...(node.outputs ?? [])].map(({ target }) => target.split('.')[0]!),
  ...(node.data ?? []).map(({ name }) => name),
  ...[...(node.dataInputs ?? []), ...(node.dataOutputs ?? [])].flatMap(({ target, assignments }) => [
    ...(target ? [target] : []),
    ...(assignments ?? []).map(({ to }) => to),
  ]),
  ...(node.loop?.type === 'multiInstance'
    ? [node.loop.element, node.loop.outputCollection].filter((name) => name !== undefined)
    : []),
  ...[node.script?.result, node.decision?.result, node.adHoc?.outputCollection].filter((name) => name !== undefined),
];
