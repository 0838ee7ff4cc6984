import type { Kind } from '../../api/definitions';

const escaped = (text: string) => text.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The smallest definition of each kind, as a starting point for the editor. */
export const blanks: Record<Exclude<Kind, 'template'>, { ending: string; write(key: string, name: string): string }> = {
  process: {
    ending: 'bpmn',
    write: (key, name) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions-${key}" targetNamespace="https://heyi.ah.gov.cn/processes">
  <bpmn:process id="${key}" name="${escaped(name)}" isExecutable="true">
    <bpmn:startEvent id="start" name="开始"><bpmn:outgoing>to-end</bpmn:outgoing></bpmn:startEvent>
    <bpmn:endEvent id="end" name="结束"><bpmn:incoming>to-end</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="to-end" sourceRef="start" targetRef="end" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="${key}">
    <bpmndi:BPMNShape id="start-shape" bpmnElement="start"><dc:Bounds x="180" y="160" width="36" height="36" /></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="end-shape" bpmnElement="end"><dc:Bounds x="480" y="160" width="36" height="36" /></bpmndi:BPMNShape>
    <bpmndi:BPMNEdge id="to-end-edge" bpmnElement="to-end"><di:waypoint x="216" y="178" /><di:waypoint x="480" y="178" /></bpmndi:BPMNEdge>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>
`,
  },
  decision: {
    ending: 'dmn',
    write: (key, name) => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" id="definitions-${key}" name="${escaped(name)}" namespace="https://heyi.ah.gov.cn/decisions">
  <decision id="${key}" name="${escaped(name)}">
    <decisionTable id="table-${key}" hitPolicy="FIRST">
      <input id="input-1" label="条件"><inputExpression id="expression-1" typeRef="string"><text>case.kind</text></inputExpression></input>
      <output id="output-1" label="结果" name="result" typeRef="string" />
    </decisionTable>
  </decision>
  <dmndi:DMNDI><dmndi:DMNDiagram id="diagram"><dmndi:DMNShape id="shape" dmnElementRef="${key}"><dc:Bounds x="160" y="100" width="180" height="80" /></dmndi:DMNShape></dmndi:DMNDiagram></dmndi:DMNDI>
</definitions>
`,
  },
  form: {
    ending: 'form',
    write: (key, name) =>
      `${JSON.stringify({ id: key, type: 'default', schemaVersion: 18, properties: { name }, components: [{ type: 'text', id: 'title', text: `# ${name}` }] }, null, 2)}\n`,
  },
};
