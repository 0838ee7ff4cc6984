import { shippedCalendar, bindCalendar } from '../../domain/limits/calendar';
import { shippedRules } from '../../domain/limits/rules';
import { advance, bind, compile, readBpmn } from '../../engine';
import { bpmn, end, flows, start } from '../../tests/workflows/bpmn';
import type { Batch } from '../history';
import { outlookOf } from './outlook';
import { entriesOf } from './trace';

const references = {
  calendar: { data: shippedCalendar, bound: bindCalendar(shippedCalendar) },
  rules: { data: shippedRules },
  parameters: { data: [] },
} as never;

it('lists a task for both sides with each of them', async () => {
  const both = `<bpmn:userTask id="sue" name="可起诉"><bpmn:documentation>May sue</bpmn:documentation>
    <bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="=[side]" /></bpmn:extensionElements>
    <bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=[&quot;worker&quot;, &quot;employer&quot;]" inputElement="side" /></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>`;
  const { definitions } = await readBpmn(bpmn(['suing', start() + both + end() + flows('s', 'sue', 'e')]));
  const graph = compile(definitions, 'suing', 'h');
  const at = '2026-05-11T01:00:00Z';
  const { facts, commands, state } = advance(bind(graph), undefined, { type: 'start', at });
  const batch = {
    instance: 'i',
    process: 'suing',
    definition: 'h',
    bundle: 'b',
    sequence: 1,
    at,
    events: [],
    facts,
    commands,
    status: state.status,
  } as unknown as Batch;
  const entries = entriesOf(batch, {
    graph,
    names: () => undefined,
    references,
    detail: 'story',
    inside: false,
    isTold: () => true,
    isOpen: () => true,
  });
  expect(entries.map(({ text }) => text.zh)).toEqual(['待办「可起诉」（劳动者）', '待办「可起诉」（用人单位）']);
});

it('tells the parties nothing of supervision and repairs, and those who work on the case all of it', async () => {
  const task = (id: string, groups: string) =>
    `<bpmn:userTask id="${id}" name="${id}"><bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="${groups}" /></bpmn:extensionElements></bpmn:userTask>`;
  const watching = `<bpmn:subProcess id="watching" name="watching">${task('urge', 'supervisor')}${task('liaise', 'court')}</bpmn:subProcess>`;
  const { definitions } = await readBpmn(
    bpmn(['mediating', start() + task('meet', 'mediator') + watching + end() + flows('s', 'meet', 'watching', 'e')]),
  );
  const graph = compile(definitions, 'mediating', 'h');
  const at = '2026-05-11T01:00:00Z';
  const first = advance(bind(graph), undefined, { type: 'start', at });
  const { key } = first.commands.find(({ type }) => type === 'openTask') as { key: number };
  const { facts, commands, state } = advance(bind(graph), first.state, { type: 'taskCompleted', at, key });
  const standing = { past: { instance: 'i', state, entered: new Map() }, graph } as never;
  const batch = {
    ...{ instance: 'i', process: 'mediating', definition: 'h', bundle: 'b', sequence: 2, at, facts, commands },
    events: [
      { type: 'taskCompleted', at, key },
      { type: 'tokensMoved', at, reason: 'stuck' },
    ],
    status: state.status,
  } as never;
  const look = {
    graph,
    names: () => undefined,
    references,
    detail: 'story',
    isTold: () => true,
    isOpen: () => true,
  } as const;
  const seenBy = (inside: boolean) => {
    const story = entriesOf(batch, { ...look, inside });
    const { here } = outlookOf([standing], story, () => undefined, references, { isOpen: () => true, party: !inside });
    return [story.map(({ text }) => text.zh), here.map(({ element }) => element)];
  };
  expect(seenBy(false)).toEqual([['系统办结「meet」'], []]);
  expect(seenBy(true)).toEqual([
    ['系统办结「meet」', '系统移动流程位置：stuck', '待办「urge」（调解督办人）', '待办「liaise」（法院联络员）'],
    ['urge', 'liaise'],
  ]);
  // Of what one side asks for behind the other's back neither the act is told nor what follows from it.
  const secret = {
    ...(batch as object),
    events: [{ type: 'taskCompleted', at, key, act: 'preservation.apply' }],
  } as never;
  const toldTo = (isTold: boolean) => entriesOf(secret, { ...look, inside: false, isTold: () => isTold });
  expect([toldTo(true).length, toldTo(false)]).toEqual([1, []]);
});
