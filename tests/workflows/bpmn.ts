/** A BPMN model from the contents of its process (or several), for tests that are not about the diagram. */
export const bpmn = (...processes: [id: string, inner: string][]): string => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="t">
${processes
  .filter(([id]) => id)
  .map(([id, inner]) => `<bpmn:process id="${id}" isExecutable="true">${inner}</bpmn:process>`)
  .join('\n')}
${processes
  .filter(([id]) => !id)
  .map(([, inner]) => inner)
  .join('\n')}
</bpmn:definitions>`;

export const flow = (from: string, to: string, more = ''): string =>
  `<bpmn:sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}">${more}</bpmn:sequenceFlow>`;
/** A chain of flows. */
export const flows = (...ids: string[]): string =>
  ids
    .slice(1)
    .map((id, index) => flow(ids[index]!, id))
    .join('');
export const start = (id = 's', inner = ''): string => `<bpmn:startEvent id="${id}">${inner}</bpmn:startEvent>`;
export const end = (id = 'e', inner = ''): string => `<bpmn:endEvent id="${id}">${inner}</bpmn:endEvent>`;
export const user = (id: string, extension = ''): string =>
  `<bpmn:userTask id="${id}" name="${id}"><bpmn:extensionElements><zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="mediator"/>${extension}</bpmn:extensionElements></bpmn:userTask>`;
export const service = (id: string, type: string, extension = '', retries = '3'): string =>
  `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="${type}" retries="${retries}"/>${extension}</bpmn:extensionElements></bpmn:serviceTask>`;
export const call = (id: string, process: string): string =>
  `<bpmn:callActivity id="${id}"><bpmn:extensionElements><zeebe:calledElement processId="${process}" propagateAllChildVariables="true" propagateAllParentVariables="true"/></bpmn:extensionElements></bpmn:callActivity>`;
export const properties = (values: Record<string, string>): string =>
  `<bpmn:extensionElements><zeebe:properties>${Object.entries(values)
    .map(([name, value]) => `<zeebe:property name="${name}" value="${value}"/>`)
    .join('')}</zeebe:properties></bpmn:extensionElements>`;
export const timer = (duration: string): string =>
  `<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${duration}</bpmn:timeDuration></bpmn:timerEventDefinition>`;
/** A message catch event, and its declaration (given as an unnamed process). */
export const catchMessage = (id: string, message: string): string =>
  `<bpmn:intermediateCatchEvent id="${id}"><bpmn:messageEventDefinition messageRef="${message}"/></bpmn:intermediateCatchEvent>`;
export const message = (id: string, name: string, key: string): [string, string] => [
  '',
  `<bpmn:message id="${id}" name="${name}"><bpmn:extensionElements><zeebe:subscription correlationKey="${key}"/></bpmn:extensionElements></bpmn:message>`,
];
