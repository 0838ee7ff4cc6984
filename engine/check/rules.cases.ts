import type { CheckOptions } from './Finding';

/** The smallest models that break a rule, for the tests; rules of flows and events are in rules.flow.cases.ts. */
const NS =
  'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"' +
  ' xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:t="urn:t" xmlns:u="urn:u"';
export const definitions = (body: string, more = '') =>
  `<definitions ${NS} id="d" targetNamespace="urn:t" ${more}>${body}</definitions>`;
export const process = (body: string, before = '', more = '') =>
  definitions(`${before}<process id="p" isExecutable="true" ${more}>${body}</process>`);
export const flow = (from: string, to: string, inner = '', id = `${from}_${to}`) =>
  `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${inner}</sequenceFlow>`;
/** Nodes in sequence, connected. */
export const line = (...nodes: string[]) => {
  const ids = nodes.map((node) => /id="(\w+)"/.exec(node)![1]!);
  return (
    nodes.join('') +
    ids
      .slice(1)
      .map((id, i) => flow(ids[i]!, id))
      .join('')
  );
};
export const S = '<startEvent id="s"/>';
export const E = '<endEvent id="e"/>';
export const A = '<task id="a"/>';
export const around = (node: string, before = '') => process(line(S, node, E), before);
export const formal = (role: string, text: string) => `<${role} xsi:type="tFormalExpression">${text}</${role}>`;
export const when = formal('conditionExpression', '= x');
export const PT1H = `<timerEventDefinition>${formal('timeDuration', 'PT1H')}</timerEventDefinition>`;
export const boundary = (inner: string, more = '') =>
  `<boundaryEvent id="b" attachedToRef="a" ${more}>${inner}</boundaryEvent><endEvent id="be"/>${flow('b', 'be')}`;
export const loop = (inner: string, more = '') =>
  around(`<task id="a"><multiInstanceLoopCharacteristics ${more}>${inner}</multiInstanceLoopCharacteristics></task>`);
export const three = formal('loopCardinality', '3');
export const IO =
  '<itemDefinition id="i" structureRef="t:A"/><itemDefinition id="k" structureRef="t:B"/><message id="m" itemRef="i"/><message id="n" itemRef="k"/><interface id="if" name="I"><operation id="op" name="O"><inMessageRef>m</inMessageRef><outMessageRef>n</outMessageRef></operation></interface>';
const input = (type = 'i', id = 'in') => `<dataInput id="${id}" itemSubjectRef="${type}"/>`;
const output = (type = 'k', id = 'out') => `<dataOutput id="${id}" itemSubjectRef="${type}"/>`;
export const io = (data: string, ins: string, outs: string) =>
  `<ioSpecification>${data}<inputSet id="is">${ins}</inputSet><outputSet id="os">${outs}</outputSet></ioSpecification>`;
export const refs = (role: string, ...ids: string[]) => ids.map((id) => `<${role}>${id}</${role}>`).join('');
const inOut = (one = 'i', other = 'k') =>
  io(input(one) + output(other), refs('dataInputRefs', 'in'), refs('dataOutputRefs', 'out'));
const objects =
  '<dataObject id="o" itemSubjectRef="i"/><dataObjectReference id="or" dataObjectRef="o"/><dataObject id="q" itemSubjectRef="k"/><dataObjectReference id="qr" dataObjectRef="q"/>';
const associated = (data: string, association: string) =>
  process(line(S, `<task id="a">${data}${association}</task>`, E) + objects, IO);
export const pools = (flows: string, inside = line(S, A, E), more = '') =>
  definitions(
    `<collaboration id="c"><participant id="P" processRef="p"/><participant id="Q"/><participant id="R"/>${flows}</collaboration><process id="p" isExecutable="true">${inside}</process>${more}`,
  );
export const message = (from: string, to: string, id = 'mf') =>
  `<messageFlow id="${id}" sourceRef="${from}" targetRef="${to}"/>`;
export const task = (id: string, initiator: string, others: string[], flows: string[] = []) =>
  `<choreographyTask id="${id}" initiatingParticipantRef="${initiator}">${refs('participantRef', ...others)}${refs('messageFlowRef', ...flows)}</choreographyTask>`;
export const choreography = (body: string) =>
  definitions(
    `<choreography id="c"><participant id="P"/><participant id="Q"/><participant id="R"/>${message('P', 'Q', 'pq')}${message('Q', 'P', 'qp')}${message('Q', 'R', 'qr')}${body}</choreography>`,
  );
export const after = (...nodes: string[]) =>
  line(S, '<eventBasedGateway id="g"/>') +
  nodes
    .map((node) => {
      const id = /id="(\w+)"/.exec(node)![1]!;
      return node + flow('g', id) + flow(id, 'e');
    })
    .join('') +
  E;
const timer = `<intermediateCatchEvent id="w">${PT1H}</intermediateCatchEvent>`;
export const caught = (id: string, definition: string) =>
  `<intermediateCatchEvent id="${id}">${definition}</intermediateCatchEvent>`;
export const thrown = (id: string, definition: string) =>
  `<intermediateThrowEvent id="${id}">${definition}</intermediateThrowEvent>`;
const user = (extensions: string) =>
  around(`<userTask id="a"><extensionElements>${extensions}</extensionElements></userTask>`);
const FORM = '<zeebe:formDefinition formId="f1"/>';
const WHO = '<zeebe:assignmentDefinition candidateGroups="mediator"/>';
const limit = (moment: string) =>
  process(
    line(S, A, E) +
      boundary(
        `<extensionElements><zeebe:properties><zeebe:property name="limit" value="L1"/><zeebe:property name="moment" value="${moment}"/></zeebe:properties></extensionElements>${PT1H}`,
        'cancelActivity="false"',
      ),
  );
const gateway = (type: string, id: string, more = '') => `<${type} id="${id}" ${more}/>`;
export const diamond = (split: string, join: string) =>
  process(
    `${S}${gateway(split, 'x')}<task id="a"/><task id="b"/>${gateway(join, 'y')}${E}${flow('s', 'x')}${flow('x', 'a')}${flow('x', 'b')}${flow('a', 'y')}${flow('b', 'y')}${flow('y', 'e')}`,
  );

/** Nothing is wrong with these, not even for publishing. */
export const sound: Record<string, string> = {
  sequence: around(A),
  'a parallel split and join': diamond('parallelGateway', 'parallelGateway'),
  'an inclusive split and join': diamond('parallelGateway', 'inclusiveGateway'),
  "a person's task with a limit that escalates": process(
    line(S, `<userTask id="a"><extensionElements>${FORM}${WHO}</extensionElements></userTask>`, E) +
      boundary(
        `<extensionElements><zeebe:properties><zeebe:property name="limit" value="L1"/><zeebe:property name="moment" value="breach"/></zeebe:properties></extensionElements>${PT1H}`,
        'cancelActivity="false"',
      ),
  ),
  'a link': process(
    `${line(S, thrown('l1', '<linkEventDefinition name="L"/>'))}${line(caught('l2', '<linkEventDefinition name="L"/>'), E)}`,
  ),
  'an event sub-process': process(
    `${line(S, A, E)}<subProcess id="sub" triggeredByEvent="true">${line(`<startEvent id="s2">${PT1H}</startEvent>`, '<endEvent id="e2"/>')}</subProcess>`,
  ),
  'a service with matching data': associated('', '').replace(A, A),
  compensation: process(
    `${line(S, A, thrown('th', '<compensateEventDefinition activityRef="a"/>'), E)}<boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition/></boundaryEvent><task id="undo" isForCompensation="true"/><association id="as" sourceRef="b" targetRef="undo" associationDirection="One"/>`,
  ),
  'an event-based gateway': process(
    after(timer, caught('w2', '<signalEventDefinition signalRef="sg"/>')),
    '<signal id="sg" name="S"/>',
  ),
  'a choreography': choreography(
    line(S, task('a', 'P', ['P', 'Q'], ['pq', 'qp']), task('b', 'Q', ['Q', 'R'], ['qr']), E),
  ).replace(
    '</definitions>',
    `<process id="p" isExecutable="true">${line('<startEvent id="s9"/>', '<endEvent id="e9"/>')}</process></definitions>`,
  ),
};

/** By rule: a model that breaks it, and the options with which it does. */
export const broken: Record<string, string | [string, CheckOptions['known']]> = {
  'id-valid': definitions('<message id="1 a"/>'),
  'import-readable': [
    definitions(
      '<import importType="http://www.omg.org/spec/BPMN/20100524/MODEL" namespace="urn:u" location="gone.bpmn"/>',
    ),
    { files: [] },
  ],
  'import-type-uri': definitions('<import importType="a schema" namespace="urn:u" location="x.xsd"/>'),
  'import-location': definitions(
    '<import importType="http://www.w3.org/2001/XMLSchema" namespace="urn:u" location=""/>',
  ),
  'type-language-uri': definitions('', 'typeLanguage="java"'),
  'extension-understood': definitions('<extension mustUnderstand="true" definition="u:x"/>'),
  'relationship-ends': definitions('<relationship id="r" type="t"><source>d</source></relationship>'),
  'target-namespace-uri': definitions('').replace('targetNamespace="urn:t"', 'targetNamespace="mine"'),
  'diagram-id-unique': definitions('<di:BPMNDiagram id="x"><di:BPMNPlane id="x"/></di:BPMNDiagram>'),
  'element-known': process('<tusk id="a"/>'),
  'element-place': process('<inputSet id="a"/>'),
  'element-once': around(
    '<task id="a"><ioSpecification><inputSet/><outputSet/></ioSpecification><ioSpecification><inputSet/><outputSet/></ioSpecification></task>',
  ),
  'attribute-required': process(`${line(S, E)}<sequenceFlow id="f" sourceRef="s"/>`),
  'child-required': around(caught('a', '<conditionalEventDefinition/>')),
  'attribute-value': around('<task id="a" isForCompensation="maybe"/>'),
  'attribute-known': around('<task id="a" colour="red"/>'),
  'reference-exists': definitions('<message id="m" itemRef="gone"/>'),
  'reference-type': definitions('<message id="m" itemRef="m"/>'),
  'reference-imported': around('<receiveTask id="a" messageRef="u:x"/>'),
  'called-element-type': process(line(S, '<callActivity id="a" calledElement="s"/>', E)),
  'called-element-exists': around('<callActivity id="a" calledElement="gone"/>'),
  'reference-external': definitions('<message id="m" itemRef="u:x"/>'),
  'diagram-reference-exists': definitions(
    '<di:BPMNDiagram id="x"><di:BPMNPlane id="y" bpmnElement="gone"/></di:BPMNDiagram>',
  ),
  'flow-within-pool': definitions(
    `<process id="p"><task id="a"/></process><process id="q"><task id="b"/>${flow('a', 'b')}</process>`,
  ),
  'flow-listed': process(`<startEvent id="s"><outgoing>s_e</outgoing></startEvent>${E}${flow('s', 'e')}`),
  'flow-list-true': process(
    `<startEvent id="s"><outgoing>s_a</outgoing></startEvent><task id="a"><incoming>s_a</incoming><outgoing>s_a</outgoing></task>${flow('s', 'a')}`,
  ),
  'condition-source': process(`${S}${E}${flow('s', 'e', when)}`),
  'condition-alternative': process(`${line(S, A)}${E}${flow('a', 'e', when)}`),
  'default-leaves': process(`${line(S, '<task id="a" default="s_a"/>', E)}`),
  'default-source': process(
    `${S}<parallelGateway id="x" default="x_a"/>${A}<task id="b"/>${E}${flow('s', 'x')}${flow('x', 'a')}${flow('x', 'b')}${flow('a', 'e')}${flow('b', 'e')}`,
  ),
  'flow-immediate': process(`${line(S, A)}${E}<sequenceFlow id="f" isImmediate="false" sourceRef="a" targetRef="e"/>`),
  'default-condition': process(
    `${line(S, '<task id="a" default="a_e"/>')}${E}${flow('a', 'e', when)}<endEvent id="e2"/>${flow('a', 'e2')}`,
  ),
  'flow-twice': process(`${line(S, A, E)}${flow('a', 'e', '', 'again')}`),
  'gateway-converging': around('<exclusiveGateway id="a" gatewayDirection="Converging"/>'),
  'gateway-mixed': around('<exclusiveGateway id="a" gatewayDirection="Mixed"/>'),
  'event-gateway-receive-boundary': process(after(timer, '<receiveTask id="a"/>') + boundary(PT1H)),
  'event-gateway-instantiate-incoming': process(
    after(timer, caught('w2', PT1H)).replace('id="g"', 'id="g" instantiate="true"'),
  ),
  'event-gateway-parallel': process(
    after(timer, caught('w2', PT1H)).replace('id="g"', 'id="g" eventGatewayType="Parallel"'),
  ),
  'event-gateway-instantiate-target': process(
    after(timer, caught('w2', PT1H)).replace('id="g"', 'id="g" instantiate="true" eventGatewayType="Parallel"'),
  ),
  'exclusive-default': process(
    `${line(S, '<exclusiveGateway id="x"/>')}${E}<endEvent id="e2"/>${flow('x', 'e', when)}${flow('x', 'e2', when)}`,
  ),
  'exclusive-condition': diamond('exclusiveGateway', 'exclusiveGateway'),
  'message-flow-pools': pools(message('a', 'P')),
  'conversation-participants': definitions(
    '<collaboration id="c"><participant id="P"/><conversation id="v"><participantRef>P</participantRef></conversation></collaboration>',
  ),
  'conversation-link-ends': pools('<conversationLink id="cl" sourceRef="P" targetRef="Q"/>'),
  'conversation-messages': pools(
    `${message('a', 'R')}<conversation id="v"><participantRef>P</participantRef><participantRef>Q</participantRef><messageFlowRef>mf</messageFlowRef></conversation>`,
  ),
  'global-conversation-content': definitions(
    '<globalConversation id="c"><participant id="P"/><participant id="Q"/><conversation id="v"><participantRef>P</participantRef><participantRef>Q</participantRef></conversation></globalConversation>',
  ),
  'participant-association': definitions(
    '<globalConversation id="g"><participant id="X"/></globalConversation><collaboration id="c"><participant id="P"/><participant id="Q"/><callConversation id="v" calledCollaborationRef="g"><participantRef>P</participantRef><participantRef>Q</participantRef><participantAssociation><innerParticipantRef>P</innerParticipantRef><outerParticipantRef>P</outerParticipantRef></participantAssociation></callConversation></collaboration>',
  ),
  'data-reference-object': process(`${line(S, E)}<dataObjectReference id="or"/>`),
  'called-process-start': process(
    line(S, '<callActivity id="a" calledElement="q"/>', E),
    `<process id="q">${line(`<startEvent id="s2">${PT1H}</startEvent>`, '<endEvent id="e2"/>')}</process>`,
  ),
  'link-mutual': process(
    `${line(S, thrown('a', '<linkEventDefinition id="ld" name="L"><target>lt</target></linkEventDefinition>'))}${line(caught('l', '<linkEventDefinition id="lt" name="M"><source>ld</source></linkEventDefinition>'), E)}`,
  ),
  'condition-boolean': around(
    '<task id="a"><standardLoopCharacteristics><loopCondition xsi:type="tFormalExpression">= 3</loopCondition></standardLoopCharacteristics></task>',
  ),
  'correlation-key': definitions('<collaboration id="c"><correlationKey id="ck"/></collaboration>'),
  'correlation-bindings': definitions(
    '<correlationProperty id="cp"/><collaboration id="c"><correlationKey id="ck"><correlationPropertyRef>cp</correlationPropertyRef></correlationKey></collaboration><process id="p"><correlationSubscription id="cs" correlationKeyRef="ck"/></process>',
  ),
  'lane-own-process': definitions(
    `<process id="q"><task id="x"/></process><process id="p"><laneSet id="ls"><lane id="l"><flowNodeRef>x</flowNodeRef></lane></laneSet></process>`,
  ),
  'lane-one': process(
    `<laneSet id="ls"><lane id="l"><flowNodeRef>a</flowNodeRef></lane><lane id="l2"><flowNodeRef>a</flowNodeRef></lane></laneSet>${line(S, A, E)}`,
  ),
  'participant-process-once': pools('<participant id="P2" processRef="p"/>'),
  'public-executable': process(line(S, E), '', 'processType="Public"'),
  'resource-parameter': around(
    '<userTask id="a"><performer><resourceRef>r</resourceRef><resourceParameterBinding parameterRef="rp2"><formalExpression>1</formalExpression></resourceParameterBinding></performer></userTask>',
    '<resource id="r" name="R"/><resource id="r2" name="R2"><resourceParameter id="rp2"/></resource>',
  ),
  'resource-parameter-required': around(
    '<userTask id="a"><performer><resourceRef>r</resourceRef></performer></userTask>',
    '<resource id="r" name="R"><resourceParameter id="rp" isRequired="true"/></resource>',
  ),
  'compensation-no-flow': around('<task id="a" isForCompensation="true"/>'),
  'event-sub-process-start': process(
    `${line(S, E)}<subProcess id="sub" triggeredByEvent="true"><task id="x"/></subProcess>`,
  ),
  'boundary-event-sub-process': process(
    `${line(S, E)}<subProcess id="a" triggeredByEvent="true">${line(`<startEvent id="s2">${PT1H}</startEvent>`, '<endEvent id="e2"/>')}</subProcess>${boundary(PT1H)}`.replace(
      '<endEvent id="be"/>',
      '<endEvent id="be"/>',
    ),
  ),
  'loop-maximum': around('<task id="a"><standardLoopCharacteristics loopMaximum="-1"/></task>'),
  'loop-ends': around('<task id="a"><standardLoopCharacteristics/></task>'),
  'call-element': around('<callActivity id="a"/>'),
  'message-task-bound': around('<sendTask id="a" messageRef="n" operationRef="op"/>', IO),
  'multi-instance-number': loop(''),
  'multi-instance-one-number': associated('', '').replace(
    '<task id="a">',
    `<task id="a">${inOut()}<multiInstanceLoopCharacteristics>${three}<loopDataInputRef>in</loopDataInputRef></multiInstanceLoopCharacteristics>`,
  ),
  'multi-instance-output': associated('', '').replace(
    '<task id="a">',
    `<task id="a"><multiInstanceLoopCharacteristics>${three}<loopDataOutputRef>o</loopDataOutputRef></multiInstanceLoopCharacteristics>`,
  ),
  'multi-instance-collection': associated('', '').replace(
    '<task id="a">',
    `<task id="a">${inOut()}<multiInstanceLoopCharacteristics><loopDataInputRef>in</loopDataInputRef></multiInstanceLoopCharacteristics>`,
  ),
  'cardinality-number': loop(formal('loopCardinality', '-2')),
  'behavior-one-event': loop(three, 'behavior="One"'),
  'behavior-none-event': loop(three, 'behavior="None"'),
  'behavior-complex': loop(three, 'behavior="Complex"'),
  'behavior-event-shared': process(
    line(
      S,
      `<task id="a"><multiInstanceLoopCharacteristics behavior="One" oneBehaviorEventRef="sd">${three}</multiInstanceLoopCharacteristics></task>`,
      thrown('th', '<signalEventDefinition id="sd" signalRef="sg"/>'),
      E,
    ),
    '<signal id="sg" name="S"/>',
  ),
  'behavior-unused': process(
    line(
      S,
      `<task id="a"><multiInstanceLoopCharacteristics oneBehaviorEventRef="sd">${three}</multiInstanceLoopCharacteristics></task>`,
      E,
    ),
    '<signal id="sg" name="S"/><signalEventDefinition id="sd" signalRef="sg"/>',
  ),
  'service-output': around(
    `<serviceTask id="a" operationRef="op">${io(input(), refs('dataInputRefs', 'in'), '')}</serviceTask>`,
    IO,
  ),
  'service-output-item': around(`<serviceTask id="a" operationRef="op">${inOut('i', 'i')}</serviceTask>`, IO),
  'send-item': around(
    `<sendTask id="a" messageRef="m">${io(input('k'), refs('dataInputRefs', 'in'), '')}</sendTask>`,
    IO,
  ),
  'receive-output': around(`<receiveTask id="a" messageRef="m">${inOut('k', 'i')}</receiveTask>`, IO),
  'service-binding-operation': process(
    `<ioBinding operationRef="op" inputDataRef="is" outputDataRef="os"/>${inOut()}`,
    IO,
  ),
  'service-binding-sets': process(
    `<supportedInterfaceRef>if</supportedInterfaceRef>${inOut()}<ioBinding operationRef="op" inputDataRef="is2" outputDataRef="os"/>${line(S, '<task id="a"><ioSpecification><inputSet id="is2"/><outputSet/></ioSpecification></task>', E)}`,
    IO,
  ),
  'service-binding-item': process(
    `<supportedInterfaceRef>if</supportedInterfaceRef>${inOut('k', 'k')}<ioBinding operationRef="op" inputDataRef="is" outputDataRef="os"/>`,
    IO,
  ),
  'call-data': process(
    line(S, `<callActivity id="a" calledElement="g">${inOut('k', 'k')}</callActivity>`, E),
    `${IO}<globalTask id="g"><ioSpecification><dataInput id="gi" itemSubjectRef="i"/><dataOutput id="go" itemSubjectRef="k"/><inputSet><dataInputRefs>gi</dataInputRefs></inputSet><outputSet><dataOutputRefs>go</dataOutputRefs></outputSet></ioSpecification></globalTask>`,
  ),
  'data-reference-item': process(
    `${line(S, E)}<dataObject id="o" itemSubjectRef="i"/><dataObjectReference id="or" dataObjectRef="o" itemSubjectRef="i"/>`,
    IO,
  ),
  'data-object-state': process(`${line(S, E)}<dataObject id="o"><dataState id="st" name="paid"/></dataObject>`),
  'sub-process-data': around(
    '<subProcess id="a"><ioSpecification><inputSet/><outputSet/></ioSpecification></subProcess>',
  ),
  'process-input-target': process(
    `${io(input(), refs('dataInputRefs', 'in'), '')}${line(S, `<task id="a"><ioSpecification><dataOutput id="ao"/><inputSet/><outputSet><dataOutputRefs>ao</dataOutputRefs></outputSet></ioSpecification><dataOutputAssociation id="da"><sourceRef>ao</sourceRef><targetRef>in</targetRef></dataOutputAssociation></task>`, E)}`,
    IO,
  ),
  'process-output-source': process(
    `${io(output(), '', refs('dataOutputRefs', 'out'))}${line(S, `<task id="a"><ioSpecification><dataInput id="ai"/><inputSet><dataInputRefs>ai</dataInputRefs></inputSet><outputSet/></ioSpecification><dataInputAssociation id="da"><sourceRef>out</sourceRef><targetRef>ai</targetRef></dataInputAssociation></task>`, E)}`,
    IO,
  ),
  'association-input-own': associated(
    inOut(),
    '<dataInputAssociation id="da"><sourceRef>or</sourceRef><targetRef>qr</targetRef></dataInputAssociation>',
  ),
  'association-output-own': associated(
    inOut(),
    '<dataOutputAssociation id="da"><sourceRef>or</sourceRef><targetRef>qr</targetRef></dataOutputAssociation>',
  ),
  'association-visible': process(
    `${line(S, '<subProcess id="sub"><dataObject id="hidden"/></subProcess>', `<task id="a">${inOut()}<dataInputAssociation id="da"><sourceRef>hidden</sourceRef><targetRef>in</targetRef></dataInputAssociation></task>`, E)}`,
    IO,
  ),
  'association-item': associated(
    inOut(),
    '<dataInputAssociation id="da"><sourceRef>qr</sourceRef><targetRef>in</targetRef></dataInputAssociation>',
  ).replace('dataObjectRef="q"/>', 'dataObjectRef="q" itemSubjectRef="k"/>'),
  'association-sources': associated(
    inOut(),
    '<dataInputAssociation id="da"><sourceRef>or</sourceRef><sourceRef>qr</sourceRef><targetRef>in</targetRef></dataInputAssociation>',
  ),
  'association-source': associated(
    inOut(),
    '<dataInputAssociation id="da"><targetRef>in</targetRef></dataInputAssociation>',
  ),
  'data-store-capacity': definitions('<dataStore id="ds" capacity="3" isUnlimited="true"/>'),
  'data-input-in-set': associated(io(input(), '', ''), ''),
  'set-own-data': process(
    `${inOut()}${line(S, '<task id="a"><ioSpecification><inputSet id="is2"><dataInputRefs>in</dataInputRefs></inputSet><outputSet/></ioSpecification></task>', E)}`,
    IO,
  ),
  'set-pairs': around(`<task id="a">${io('', refs('outputSetRefs', 'os'), '')}</task>`),
  'start-message-target': pools(message('Q', 's')),
  'start-trigger-sub-process': around(
    `<subProcess id="a">${line(`<startEvent id="s2">${PT1H}</startEvent>`, '<endEvent id="e2"/>')}</subProcess>`,
  ),
  'start-message-own-pool': pools(message('a', 's')),
  'end-incoming': process(`${line(S, A, E)}<endEvent id="e2"/>`),
  'end-message-target': pools(message('Q', 'e')),
  'end-result': process(line(S, `<endEvent id="e">${PT1H}</endEvent>`)),
  'end-cancel': process(line(S, '<endEvent id="e"><cancelEventDefinition/></endEvent>')),
  'end-needs-start': process(line(A, E)),
  'start-needs-end': process(line(S, A)),
  'intermediate-incoming': process(line(timer, E)),
  'intermediate-outgoing': process(line(S, timer)),
  'intermediate-message': pools(message('Q', 'w'), line(S, timer, E)),
  'boundary-incoming': process(`${line(S, A, E)}${boundary(PT1H)}${flow('a', 'b')}`),
  'boundary-level': process(line(S, `<subProcess id="x">${A}</subProcess>`, E) + boundary(PT1H)),
  'boundary-compensation-handler': process(
    `${line(S, E)}<task id="a" isForCompensation="true"/><boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition/></boundaryEvent>`,
  ),
  'boundary-same-error': process(
    `${line(S, A, E)}${boundary('<errorEventDefinition errorRef="er"/>')}<boundaryEvent id="b2" attachedToRef="a"><errorEventDefinition errorRef="er"/></boundaryEvent>${flow('b2', 'be')}`,
    '<error id="er" errorCode="X"/>',
  ),
  'timer-one': around(
    caught(
      'a',
      `<timerEventDefinition>${formal('timeDate', '2026-01-01T00:00:00Z')}${formal('timeDuration', 'P1D')}</timerEventDefinition>`,
    ),
  ),
  'timer-given': around(caught('a', '<timerEventDefinition/>')),
  'message-given': around(
    caught('a', '<messageEventDefinition><operationRef>op</operationRef></messageEventDefinition>'),
    IO,
  ),
  'message-operation-message': around(
    caught('a', '<messageEventDefinition messageRef="x"><operationRef>op</operationRef></messageEventDefinition>'),
    `${IO}<message id="x" name="X"/>`,
  ),
  'signal-given': around(caught('a', '<signalEventDefinition/>')),
  'error-code': process(
    line(S, '<endEvent id="e"><errorEventDefinition errorRef="er"/></endEvent>'),
    '<error id="er"/>',
  ),
  'escalation-code': around(thrown('a', '<escalationEventDefinition escalationRef="es"/>'), '<escalation id="es"/>'),
  'condition-given': around(
    caught('a', '<conditionalEventDefinition><condition xsi:type="tFormalExpression"/></conditionalEventDefinition>'),
  ),
  'compensate-scope': process(
    line(
      S,
      '<subProcess id="sub"><task id="x"/></subProcess>',
      thrown('a', '<compensateEventDefinition activityRef="x"/>'),
      E,
    ),
  ),
  'link-outgoing': process(
    `${line(S, thrown('a', '<linkEventDefinition name="L"/>'), E)}${line(caught('l', '<linkEventDefinition name="L"/>'), '<endEvent id="e2"/>')}`,
  ),
  'link-target': process(line(S, thrown('a', '<linkEventDefinition name="L"/>'))),
  'link-target-one': process(
    `${line(S, thrown('a', '<linkEventDefinition name="L"/>'))}${line(caught('l', '<linkEventDefinition name="L"/>'), E)}${line(caught('l2', '<linkEventDefinition name="L"/>'), '<endEvent id="e2"/>')}`,
  ),
  'link-source': process(`${line(S, E)}${line(caught('l', '<linkEventDefinition name="L"/>'), '<endEvent id="e2"/>')}`),
  'parallel-multiple': around(
    `<intermediateCatchEvent id="a" parallelMultiple="true">${PT1H}</intermediateCatchEvent>`,
  ),
  'choreography-task-participants': choreography(task('a', 'P', ['P', 'Q', 'R'])),
  'choreography-participants': choreography(
    '<subChoreography id="a" initiatingParticipantRef="P"><participantRef>P</participantRef></subChoreography>',
  ),
  'choreography-initiator': choreography(task('a', 'R', ['P', 'Q'])),
  'choreography-messages': choreography(task('a', 'P', ['P', 'Q'], ['pq', 'qp', 'qr'])),
  'choreography-message-ends': choreography(task('a', 'P', ['P', 'Q'], ['qr'])),
  'choreography-first-message': choreography(task('a', 'P', ['P', 'Q'], ['qp'])),
  'choreography-content': choreography('<userTask id="a"/>'),
  'choreography-start': choreography(
    line('<startEvent id="s"><messageEventDefinition/></startEvent>', task('a', 'P', ['P', 'Q']), E),
  ),
  'choreography-intermediate': choreography(line(S, caught('w', '<errorEventDefinition/>'), E)),
  'choreography-end': choreography(
    line(S, task('a', 'P', ['P', 'Q']), '<endEvent id="e"><signalEventDefinition/></endEvent>'),
  ),
  'choreography-sequence': choreography(line(S, task('a', 'P', ['P', 'Q']), task('b', 'R', ['R', 'P']), E)),
  'choreography-event-gateway': choreography(
    `${line(S, '<eventBasedGateway id="g"/>')}${task('a', 'P', ['P', 'Q'])}${task('b', 'Q', ['Q', 'R'])}${flow('g', 'a')}${flow('g', 'b')}`,
  ),
  'executable-process': definitions('<process id="p"/>'),
  'engine-runs': around('<serviceTask id="a"/>'),
  'user-task-form': user(WHO),
  'user-task-performer': user(FORM),
  'form-exists': [user(FORM + WHO), { forms: ['other'] }],
  'role-exists': [user(FORM + WHO.replace('mediator', 'mediator, clerk')), { roles: ['mediator'] }],
  'job-exists': [
    around(
      '<serviceTask id="a"><extensionElements><zeebe:taskDefinition type="wage.register"/></extensionElements></serviceTask>',
    ),
    { jobs: ['notice.send'] },
  ],
  'model-size': process(line(S, E) + '<task id="a"/>'.repeat(10_000)),
  'decision-exists': [
    around(
      '<businessRuleTask id="a"><extensionElements><zeebe:calledDecision decisionId="D" resultVariable="r"/></extensionElements></businessRuleTask>',
    ),
    { decisions: [] },
  ],
  'process-exists': [
    around(
      '<callActivity id="a"><extensionElements><zeebe:calledElement processId="other"/></extensionElements></callActivity>',
    ),
    { processes: ['another'] },
  ],
  'call-cycle': definitions(
    `<process id="p" isExecutable="true">${line(S, '<callActivity id="a" calledElement="q"/>', E)}</process><process id="q" isExecutable="true">${line('<startEvent id="s2"/>', '<callActivity id="b" calledElement="t:p"/>', '<endEvent id="e2"/>')}</process>`,
  ),
  'limit-exists': [limit('breach'), { limits: ['L2'] }],
  'limit-escalates': limit('remind'),
  'message-correlation': around(caught('a', '<messageEventDefinition messageRef="x"/>'), '<message id="x" name="X"/>'),
  'feel-syntax': process(
    `${line(S, '<exclusiveGateway id="x" default="x_e2"/>')}${E}<endEvent id="e2"/>${flow('x', 'e', formal('conditionExpression', '= amount &gt;'))}${flow('x', 'e2')}`,
  ),
  'feel-pattern': process(
    `${line(S, '<exclusiveGateway id="x" default="x_e2"/>')}${E}<endEvent id="e2"/>${flow('x', 'e', formal('conditionExpression', '= matches("a", "(?=a)")'))}${flow('x', 'e2')}`,
  ),
  'feel-variable': process(
    `${line(S, '<exclusiveGateway id="x" default="x_e2"/>')}${E}<endEvent id="e2"/>${flow('x', 'e', formal('conditionExpression', '= amuont &gt; 3'))}${flow('x', 'e2')}`,
  ),
  unreachable: process(`${line(S, E)}<task id="a"/><task id="b"/>${flow('a', 'b')}${flow('b', 'a')}`),
  'no-way-to-end': process(
    `${line(S, '<exclusiveGateway id="x"/>', E)}<task id="a"/><task id="b"/>${flow('x', 'a')}${flow('a', 'b')}${flow('b', 'a')}`,
  ),
  deadlock: diamond('exclusiveGateway', 'parallelGateway'),
  'runs-twice': diamond('parallelGateway', 'exclusiveGateway'),
  'not-judged': process(
    `${line(S, '<parallelGateway id="g"/>')}${Array.from({ length: 16 }, (_, i) => `<exclusiveGateway id="x${i}"/><task id="a${i}"/><task id="b${i}"/>${flow('g', `x${i}`)}${flow(`x${i}`, `a${i}`)}${flow(`x${i}`, `b${i}`)}`).join('')}`,
  ),
};
