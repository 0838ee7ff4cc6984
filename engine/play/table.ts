import { textOfIncident } from '../bilingual';
import type { Fact } from '../facts';
import type { Graph } from '../graph';

/** A trace as a readable table: one line per fact, indented by scope, with the element's name. */
export function table(facts: Fact[], graph: Graph): string {
  const depth = new Map<number, number>();
  return facts
    .map((fact) => {
      if (fact.type === 'entered') depth.set(fact.key, fact.scope === undefined ? 0 : (depth.get(fact.scope) ?? 0) + 1);
      const key = 'key' in fact ? fact.key : 'scope' in fact ? fact.scope : undefined;
      const indent = '  '.repeat(key === undefined ? 0 : (depth.get(key) ?? 0));
      const element = 'element' in fact ? fact.element : undefined;
      const name = element === undefined ? '' : (graph.nodes[element]?.name ?? '');
      return `${String(key ?? '').padStart(5)}  ${indent}${fact.type} ${element ?? ''}${name && name !== element ? ` 「${name}」` : ''} ${detail(fact)}`.trimEnd();
    })
    .join('\n');
}

/** The other details of a fact, in few words. */
function detail(fact: Fact): string {
  switch (fact.type) {
    case 'started':
      return `${fact.process} ${fact.at}`;
    case 'clock':
      return fact.at;
    case 'flowTaken':
      return fact.flow;
    case 'arrived':
      return `${fact.flow} → ${fact.node}`;
    case 'joined':
    case 'dropped':
      return fact.node;
    case 'terminated':
      return fact.reason ?? '';
    case 'waiting':
      return waitText(fact.wait);
    case 'waitEnded':
      return `${waitText(fact.wait)} ${fact.fired ? '✓' : '✗'}`;
    case 'waitChanged':
      return `${waitText(fact.before)} → ${waitText(fact.wait)}`;
    case 'variablesSet':
      return short(fact.variables);
    case 'remembered':
      return short(fact.data);
    case 'incidentRaised':
      return `${fact.incident.code}: ${textOfIncident(fact.incident).en}`;
    case 'incidentResolved':
      return fact.how;
    case 'thrown':
      return `${fact.event} ${fact.code ?? ''} ${fact.caughtBy ? `⇒ ${fact.caughtBy}` : ''}`;
    case 'decided':
      return `${fact.decision} = ${short(fact.result)}`;
    case 'repaired':
      return fact.reason;
    case 'migrated':
      return `${fact.process} ${fact.graph} ${short(fact.elements)}`;
    case 'ended':
      return `${fact.status} ${fact.error ? short(fact.error) : ''}`;
    default:
      return '';
  }
}

function waitText(wait: Extract<Fact, { type: 'waiting' }>['wait']): string {
  const at = 'element' in wait && wait.element ? `${wait.element}: ` : '';
  const what =
    'name' in wait
      ? ` ${wait.name}${'correlationKey' in wait && wait.correlationKey ? ` (${wait.correlationKey})` : ''}`
      : wait.type === 'timer'
        ? ` ${wait.due ?? '—'}`
        : '';
  return `${at}${wait.type}${what}`;
}

function short(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
