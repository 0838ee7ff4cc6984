import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { disputeFunctions } from '../../domain/feel';
import { bindCalendar, shippedCalendar } from '../../domain/limits/calendar';
import { shippedRules } from '../../domain/limits/rules';
import {
  bind,
  compile,
  executables,
  MemoryHost,
  readBpmn,
  type Decision,
  type Graph,
  type Program,
  type Variables,
} from '../../engine';
import { bindDecisions, parseDmn } from '../../engine/dmn';
import { compileFeel, toJson } from '../../engine/feel';

const folder = join(import.meta.dirname, '../../definitions');
const files = (end: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(end))
    .map((name) => readFileSync(join(folder, name), 'utf8'));

/** The shipped processes, bound with their decisions and the functions of the dispute calendar. */
export async function shipped(): Promise<Program[]> {
  const graphs: Graph[] = [];
  for (const xml of files('.bpmn')) {
    const { definitions } = await readBpmn(xml);
    for (const id of executables(definitions)) graphs.push(compile(definitions, id, 'benchmark'));
  }
  const decisions: Record<string, Decision> = {};
  for (const bound of files('.dmn').map((xml) => bindDecisions(parseDmn(xml))))
    for (const id of bound.ids) decisions[id] = bound.decision(id)!;
  const functions = disputeFunctions({ calendar: bindCalendar(shippedCalendar), rules: shippedRules, parameters: [] });
  return graphs.map((graph) => bind(graph, { functions, decisions }));
}

/**
 * Plays a dispute in which everybody immediately does what the task proposes; returns the number of elements entered.
 */
export function playShipped(programs: Program[], filed: Variables): number {
  const open: { id: string; key: number; properties: Record<string, string> }[] = [];
  let entered = 0;
  const host = new MemoryHost(programs, {
    keepFacts: false,
    timersStart: false,
    jobs: new Proxy({}, { get: () => () => ({}) }),
    watch: ({ case: item, facts, commands }) => {
      for (const fact of facts) if (fact.type === 'entered') entered++;
      for (const command of commands)
        if (command.type === 'openTask') open.push({ id: item.id, key: command.key, properties: command.properties });
    },
  });
  host.start(
    'labour-dispute',
    { case: { ...filed, number: 'AH-1', filedAt: host.now, filedOn: host.now.slice(0, 10) } },
    { businessKey: 'AH-1' },
  );
  for (let steps = 0, next = open.shift(); next && steps < 60; steps++, next = open.shift()) {
    const item = host.cases.get(next.id)!;
    if (!item.state.instances[next.key]?.waits?.some((wait) => wait.type === 'task')) continue;
    host.send(next.id, { type: 'taskCompleted', key: next.key, variables: proposed(next.properties, host.now) });
  }
  return entered;
}

function proposed(properties: Record<string, string>, now: string): Variables {
  const text = properties[`act:${properties.defaultAct}`];
  const found = text ? toJson(compileFeel(text).evaluate({ get: () => undefined, has: () => false, now })) : null;
  return found !== null && typeof found === 'object' ? (found as Variables) : {};
}
