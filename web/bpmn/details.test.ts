import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';
import { changesOf, elementsOf, type Moddle } from './details';

const model = async (task: string) => {
  const xml = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="urn:t"><process id="p"><startEvent id="s" /><sequenceFlow id="f" sourceRef="s" targetRef="t" />${task}</process></definitions>`;
  return elementsOf((await new BpmnModdle({ zeebe }).fromXML(xml)).rootElement as unknown as Moddle);
};
const user = (name: string, inside: string) =>
  `<userTask id="t" name="${name}"><extensionElements>${inside}</extensionElements><incoming>f</incoming></userTask>`;
const changes = async (before: string, after: string) =>
  changesOf((await model(before)).get('t')!, (await model(after)).get('t')!);

test('reports changes of assignment, name and inputs', async () => {
  const given = (source: string) =>
    `<zeebe:ioMapping><zeebe:input source="=${source}" target="day" /></zeebe:ioMapping>`;
  expect(
    await changes(
      user('a', '<zeebe:assignmentDefinition candidateGroups="clerk" />' + given('today')),
      user('b', '<zeebe:assignmentDefinition candidateGroups="mediator" />' + given('tomorrow')),
    ),
  ).toEqual([
    { path: 'name', before: 'a', after: 'b' },
    { path: 'AssignmentDefinition.candidateGroups', before: 'clerk', after: 'mediator' },
    { path: 'IoMapping.inputParameters.Input(day).source', before: '=today', after: '=tomorrow' },
  ]);
});

test('reports a new form', async () => {
  expect(await changes(user('a', ''), user('a', '<zeebe:formDefinition formId="f1" />'))).toEqual([
    { path: 'FormDefinition.formId', before: undefined, after: 'f1' },
  ]);
});

test('reports nothing if nothing changed', async () => {
  expect(await changes(user('a', '<zeebe:userTask />'), user('a', '<zeebe:userTask />'))).toEqual([]);
});
