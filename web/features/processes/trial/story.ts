import { englishName } from '../../../../domain/text';
import type { Fact, Graph } from '../../../../engine';
import { textOfIncident } from '../../../../engine/bilingual';
import type { Case } from '../../../../engine/memory/Case';
import type { Language } from '../../../texts';
import { instant } from '../../../ui/time';

export interface Line {
  id: string;
  at: string;
  text: string;
  element?: string;
  tone?: 'late' | 'soon';
}

const nameIn = ({ nodes }: Graph, element: string, language: Language): string => {
  const node = nodes[element];
  return (language === 'en' ? englishName(node?.documentation) : node?.name) || node?.name || element;
};
export { nameIn };

/** The history of an instance in sentences, without the engine's bookkeeping. */
export function story({ id, facts, program: { graph } }: Case, language: Language): Line[] {
  let at = '';
  const lines: Line[] = [];
  for (const fact of facts) {
    if (fact.type === 'clock' || fact.type === 'started') at = fact.at;
    const line = sentence(fact, graph, language);
    if (line) lines.push({ id, at, ...line });
  }
  return lines;
}

const silent = new Set([
  'process',
  'subProcess',
  'exclusiveGateway',
  'parallelGateway',
  'inclusiveGateway',
  'eventBasedGateway',
  'complexGateway',
  'task',
]);
/** Elements of the diagram without meaning for people, and events without a name. */
const quiet = (node: Graph['nodes'][string] | undefined) =>
  silent.has(node?.type ?? '') || (/Event$/.test(node?.type ?? '') && !node?.name);
const short = (value: unknown) => {
  const text = JSON.stringify(value) ?? '';
  return text.length > 90 ? `${text.slice(0, 87)}…` : text;
};

function sentence(fact: Fact, graph: Graph, language: Language): Omit<Line, 'id' | 'at'> | undefined {
  const zh = language === 'zh';
  const name = (element: string) =>
    zh ? `“${nameIn(graph, element, language)}”` : `"${nameIn(graph, element, language)}"`;
  const line = (element: string, words: string, tone?: Line['tone']) => ({
    element,
    text: words,
    ...(tone && { tone }),
  });
  switch (fact.type) {
    case 'started':
      return { text: zh ? `流程${name(fact.process)}开始` : `Process ${name(fact.process)} began` };
    case 'entered':
      return quiet(graph.nodes[fact.element])
        ? undefined
        : line(fact.element, zh ? `到达${name(fact.element)}` : `Reached ${name(fact.element)}`);
    case 'completed':
      return ['userTask', 'serviceTask', 'sendTask', 'callActivity', 'businessRuleTask', 'receiveTask'].includes(
        graph.nodes[fact.element]?.type ?? '',
      )
        ? line(fact.element, zh ? `完成${name(fact.element)}` : `Finished ${name(fact.element)}`)
        : undefined;
    case 'terminated':
      return quiet(graph.nodes[fact.element])
        ? undefined
        : line(fact.element, zh ? `中止${name(fact.element)}` : `Stopped ${name(fact.element)}`, 'soon');
    case 'flowTaken':
      return graph.flows[fact.flow]?.name
        ? line(fact.flow, zh ? `走“${graph.flows[fact.flow]!.name}”` : `Took "${graph.flows[fact.flow]!.name}"`)
        : undefined;
    case 'waiting':
      return fact.wait.type === 'timer'
        ? line(
            fact.wait.element ?? fact.element,
            zh
              ? `${name(fact.wait.element ?? fact.element)}计时至 ${fact.wait.due ? instant(fact.wait.due) : '(中止)'}`
              : `${name(fact.wait.element ?? fact.element)} runs until ${fact.wait.due ? instant(fact.wait.due) : '(suspended)'}`,
          )
        : undefined;
    case 'waitEnded':
      return fact.fired && fact.wait.type === 'timer'
        ? line(
            fact.wait.element ?? fact.element,
            zh
              ? `${name(fact.wait.element ?? fact.element)}到时`
              : `${name(fact.wait.element ?? fact.element)}: timer fired`,
            'soon',
          )
        : undefined;
    case 'decided':
      return line(
        fact.element,
        zh ? `决策 ${fact.decision} = ${short(fact.result)}` : `Decision ${fact.decision} = ${short(fact.result)}`,
      );
    case 'thrown':
      return line(
        fact.element,
        zh ? `抛出 ${fact.event} ${fact.code ?? ''}` : `Threw ${fact.event} ${fact.code ?? ''}`,
      );
    case 'incidentRaised': {
      const text = textOfIncident(fact.incident);
      return line(fact.element, zh ? `异常：${text.zh}` : `Incident: ${text.en}`, 'late');
    }
    case 'ended':
      return {
        text: zh
          ? `流程${fact.status === 'completed' ? '结束' : fact.status === 'failed' ? '失败' : '被终止'}`
          : `The process ${fact.status === 'completed' ? 'ended' : fact.status}`,
      };
    default:
      return undefined;
  }
}
