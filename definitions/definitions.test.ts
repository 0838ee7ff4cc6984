import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { modelContext } from '../bin/modelContext';
import { acts } from '../domain/acts';
import { compartmentOf } from '../domain/compartments';
import { documents } from '../domain/documents';
import { disputeFunctions } from '../domain/feel';
import { groundName, grounds, type DecisionWithGrounds } from '../domain/grounds';
import { bindCalendar, shippedCalendar } from '../domain/limits/calendar';
import { limitOf, shippedRules } from '../domain/limits/rules';
import { roles } from '../domain/roles';
import { compile, executables, readBpmn, type Graph, type Node } from '../engine';
import { check } from '../engine/check';
import { checkDmn } from '../engine/dmn/check';
import { compileFeel } from '../engine/feel';
import { checkFormDefinition, type Component, type Form } from '../engine/form';

const names = (end: string, sub = '') => readdirSync(join(__dirname, sub)).filter((name) => name.endsWith(end));
const read = (name: string) => readFileSync(join(__dirname, name));

const processes = names('.bpmn');
const forms = new Map(
  names('.form', 'forms')
    .map((name) => JSON.parse(read(join('forms', name)).toString()) as Form)
    .map((form) => [form.id, form]),
);

async function graphOf(file: string): Promise<Graph> {
  const { definitions } = await readBpmn(read(file));
  return compile(definitions, executables(definitions)[0]!, file);
}

const userTasks = (graph: Graph): Node[] => Object.values(graph.nodes).filter(({ type }) => type === 'userTask');

describe.each(processes)('%s', (file) => {
  it('has no findings of the checker', async () => {
    const bpmn = await readBpmn(read(file));
    expect(
      check(bpmn, { profile: 'publish', known: modelContext(join(__dirname, file), bpmn.document) }).filter(
        ({ severity }) => severity !== 'info',
      ),
    ).toEqual([]);
  });

  it('gives every human step a form, candidates, and a name in both languages', async () => {
    for (const { id, name, documentation, task } of userTasks(await graphOf(file))) {
      expect([id, name !== undefined, /^[A-Z]/.test(documentation ?? ''), forms.has(task?.form ?? '')]).toEqual([
        id,
        true,
        true,
        true,
      ]);
      // A named person needs no group.
      const groups = task!.candidateGroups;
      expect([id, groups !== undefined || task!.assignee !== undefined]).toEqual([id, true]);
      if (groups && 'static' in groups)
        for (const group of groups.static.split(',')) expect(roles.codes).toContain(group);
    }
  });

  it('offers only acts that have names, and one of them as the usual one', async () => {
    for (const { id, properties = {} } of userTasks(await graphOf(file))) {
      const offered = Object.keys(properties)
        .filter((name) => name.startsWith('act:'))
        .map((name) => name.slice(4));
      expect([id, offered.filter((act) => !acts.has(act))]).toEqual([id, []]);
      expect(offered.length).toBeGreaterThan(0);
      for (const usual of properties.defaultAct?.split(',') ?? []) expect(offered).toContain(usual);
      for (const act of offered) expect(compileFeel(properties[`act:${act}`]!).text).toBeTruthy();
    }
  });

  it('uses statutory limits, and defines what happens when they expire', async () => {
    for (const { id, properties } of Object.values((await graphOf(file)).nodes)) {
      if (!properties?.limit) continue;
      expect([id, limitOf(shippedRules, properties.limit) !== undefined]).toEqual([id, true]);
      expect(['remind', 'breach', 'escalate']).toContain(properties.moment);
    }
  });

  it('asks nobody about talks they may not see, and maps only chosen values of talks to open documents', async () => {
    const graph = await graphOf(file);
    const closed = ['sealed', 'expert'];
    for (const node of Object.values(graph.nodes)) {
      const place = compartmentOf(graph, node.id);
      const groups = node.task?.candidateGroups;
      if (groups && 'static' in groups && closed.includes(place))
        for (const group of groups.static.split(','))
          expect([node.id, ['negotiator', 'mediator', 'worker', 'employer'].includes(group)]).toEqual([node.id, true]);
      const exposed = node.job && place === 'open' && closed.includes(compartmentOf(graph, graph.process));
      if (exposed) expect([node.id, (node.inputs ?? []).length > 0]).toEqual([node.id, true]);
    }
  });

  // A value that a person leaves out would be read from a process variable of the same name.
  it('has no variable with the name of a form field', () => {
    const text = read(file).toString();
    const kept = [
      ...text.matchAll(/<zeebe:output [^>]*target="([^".]+)|resultVariable="([^"]+)"|outputCollection="([^"]+)"/g),
    ].map((match) => match[1] ?? match[2] ?? match[3]!);
    const fields = new Set([...forms.values()].flatMap(({ components }) => keysOf(components)));
    // Comes with the supervisor's message, and is used in the process that sends it.
    expect([...new Set(kept)].filter((name) => fields.has(name) && name !== 'wantedOrganisation')).toEqual([]);
  });

  it('creates only documents that have a template', () => {
    const codes = [
      ...read(file)
        .toString()
        .matchAll(/source="=&quot;([a-z-]+)&quot;" target="document"/g),
    ].map((match) => match[1]!);
    expect(codes.filter((code) => !names('.docx', 'templates').includes(`${code}.docx`))).toEqual([]);
  });
});

const keysOf = (components: Component[]): string[] =>
  components.flatMap(({ type, key, path, components: inner }) => [
    ...(key ? [key] : []),
    ...(type === 'dynamiclist' ? [path!] : keysOf(inner ?? [])),
  ]);

it.each([...forms.keys()])('form %s offers the grounds that the law gives for its decision', (id) => {
  const offered = forms.get(id)!.components.filter(({ properties }) => properties?.grounds);
  for (const { properties, values } of offered) {
    const { codes } = grounds[properties!.grounds as DecisionWithGrounds];
    expect(values).toEqual(
      codes.map((value) => {
        const { zh, en } = groundName(properties!.grounds, value)!;
        return { value, label: zh, label_en: en };
      }),
    );
  }
});

it.each([...forms.keys()])('form %s is valid and bilingual', (id) => {
  expect(checkFormDefinition(forms.get(id))).toEqual([]);
});

it.each(names('.dmn'))('%s has no findings of the checker', (file) => {
  expect(
    checkDmn(read(file), {
      variables: Object.keys(
        disputeFunctions({ calendar: bindCalendar(shippedCalendar), rules: shippedRules, parameters: [] }),
      ),
    }).filter(({ severity }) => severity !== 'info'),
  ).toEqual([]);
});

it('has a template for every document of the glossary', () => {
  expect(
    names('.docx', 'templates')
      .map((name) => name.slice(0, -5))
      .sort(),
  ).toEqual([...documents.codes].sort());
});
