import { shippedCalendar, bindCalendar } from '../../domain/limits/calendar';
import { shippedRules } from '../../domain/limits/rules';
import { advance, bind, compile, readBpmn } from '../../engine';
import { bpmn, end, flows, start } from '../../tests/workflows/bpmn';
import type { Batch } from '../history';
import { entriesOf } from './trace';

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
  const references = {
    calendar: { data: shippedCalendar, bound: bindCalendar(shippedCalendar) },
    rules: { data: shippedRules },
    parameters: { data: [] },
  } as never;
  const entries = entriesOf(batch, {
    graph,
    names: () => undefined,
    references,
    detail: 'story',
    inside: false,
    isOpen: () => true,
  });
  expect(entries.map(({ text }) => text.zh)).toEqual(['待办「可起诉」（劳动者）', '待办「可起诉」（用人单位）']);
});
