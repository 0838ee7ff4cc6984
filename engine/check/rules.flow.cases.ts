import {
  A,
  after,
  around,
  boundary,
  caught,
  choreography,
  definitions,
  diamond,
  E,
  flow,
  formal,
  IO,
  io,
  line,
  loop,
  message,
  pools,
  process,
  PT1H,
  refs,
  S,
  task as choreographyTask,
  three,
  thrown,
  when,
} from './rules.cases';

const note = '<textAnnotation id="n"><text>see the file</text></textAnnotation>';
const eventSub = (inner: string, more = '') =>
  process(`${line(S, A, E)}<subProcess id="sub" triggeredByEvent="true">${inner}</subProcess>${more}`);
const started = (definition: string, more = '') =>
  eventSub(line(`<startEvent id="s2" ${more}>${definition}</startEvent>`, '<endEvent id="e2"/>'));
const begun = (definition: string) => process(line(`<startEvent id="s">${definition}</startEvent>`, E));
const bounded = (definition: string, more = '') => process(line(S, A, E) + boundary(definition, more));
const sub = (inner: string) => process(line(S, `<subProcess id="a">${inner}</subProcess>`, E));
const adHoc = (inner: string) => around(`<adHocSubProcess id="a">${inner}</adHocSubProcess>`);
const signal = '<signal id="sg" name="S"/>';
const gateway = (after: string, ...ids: string[]) =>
  process(
    `${line(S, '<eventBasedGateway id="g"/>')}${after}${E}${ids.map((id) => flow('g', id) + flow(id, 'e')).join('')}`,
    signal,
  );
const signalCaught = (id: string) => caught(id, '<signalEventDefinition signalRef="sg"/>');
const wait = (id: string) => caught(id, PT1H);
const list = '<itemDefinition id="l" structureRef="t:A" isCollection="true"/>';
const dataIn = (id: string, type: string, more = '') => `<dataInput id="${id}" itemSubjectRef="${type}" ${more}/>`;
const dataOut = (id: string, type: string, more = '') => `<dataOutput id="${id}" itemSubjectRef="${type}" ${more}/>`;
const service = (tag: string, more: string, inner: string) => around(`<${tag} id="a" ${more}>${inner}</${tag}>`, IO);
const over = (inner: string, data: string, ins: string, outs: string) =>
  around(
    `<task id="a">${io(data, ins, outs)}<multiInstanceLoopCharacteristics>${inner}</multiInstanceLoopCharacteristics></task>`,
    IO + list,
  );
const set = (more: string, kind: 'Input' | 'Output') => {
  const data = kind === 'Input' ? dataIn('x', 'i') : dataOut('x', 'i');
  const own = `<${kind.toLowerCase()}Set id="set">${more}</${kind.toLowerCase()}Set>`;
  return around(
    `<task id="a"><ioSpecification>${data}${kind === 'Input' ? `${own}<outputSet/>` : `<inputSet/>${own}`}</ioSpecification></task>`,
    IO,
  );
};

const danced = (collaboration: string, dance: string) =>
  definitions(
    `<collaboration id="c" ${collaboration}><participant id="P"/><participant id="Q"/><choreographyRef>k</choreographyRef></collaboration><choreography id="k" ${dance}><participant id="X"/><participant id="Y"/></choreography>`,
  );
const transaction = (more: string) =>
  around(`<transaction id="a" ${more}>${line('<startEvent id="s2"/>', '<endEvent id="e2"/>')}</transaction>`);
const chosen = (...nodes: string[]) =>
  choreography(
    line(S, choreographyTask('first', 'P', ['P', 'Q']), '<eventBasedGateway id="g"/>') +
      nodes.map((node) => node + flow('g', /id="(\w+)"/.exec(node)![1]!)).join(''),
  );

/** For rules of levels, gateways, activities, events and their data: a model that breaks the rule. */
export const brokenFlow: Record<string, string> = {
  'id-present': process(line(S, A, E) + '<dataObject name="evidence"/>'),
  'expression-language-uri': definitions('', 'expressionLanguage="feel script"'),
  'text-format-mime': process(line(S, E) + note.replace('id="n"', 'id="n" textFormat="plain"')),
  'artifact-flow-source': process(line(S, A, E) + note + flow('n', 'a')),
  'artifact-flow-target': process(line(S, A, E) + note + flow('a', 'n')),
  'artifact-message-source': pools(message('n', 'Q'), line(S, A, E) + note),
  'artifact-message-target': pools(message('Q', 'n'), line(S, A, E) + note),
  'flow-within-level': process(`${line(S, `<subProcess id="x"><task id="y"/></subProcess>`, E)}${A}${flow('y', 'a')}`),
  'event-sub-process-outgoing': eventSub(
    line(`<startEvent id="s2">${PT1H}</startEvent>`, '<endEvent id="e2"/>'),
    flow('sub', 'e'),
  ),
  'event-sub-process-incoming': eventSub(
    line(`<startEvent id="s2">${PT1H}</startEvent>`, '<endEvent id="e2"/>'),
    flow('a', 'sub'),
  ),
  'target-if-started': process(`${line(S, E)}${A}${flow('a', 'e')}`),
  'source-if-ended': process(`${line(S, E)}${A}${flow('s', 'a')}`),
  'condition-ignored': diamond('parallelGateway', 'parallelGateway').replace(
    '<sequenceFlow id="x_a" sourceRef="x" targetRef="a">',
    `<sequenceFlow id="x_a" sourceRef="x" targetRef="a">${when}`,
  ),
  'structure-exists': definitions('<error id="er" errorCode="E" structureRef="gone"/>'),
  'expression-body': process(
    `${line(S, A)}${E}${flow('a', 'e', formal('conditionExpression', ''))}<endEvent id="e2"/>${flow('a', 'e2')}`,
  ),
  'transaction-method': transaction('method="undo"'),
  'closed-alike': danced('isClosed="true"', ''),
  'closed-messages': pools('', line(S, '<sendTask id="a" messageRef="m"/>', E), '<message id="m" name="M"/>').replace(
    '<collaboration id="c">',
    '<collaboration id="c" isClosed="true">',
  ),
  'association-between': around(
    `<task id="a">${io(dataIn('x', 'i') + dataOut('y', 'i'), refs('dataInputRefs', 'x'), refs('dataOutputRefs', 'y'))}<dataInputAssociation id="da"><sourceRef>y</sourceRef><targetRef>x</targetRef></dataInputAssociation></task>`,
    IO,
  ),
  'choreography-global-content': definitions(
    `<globalChoreographyTask id="k" initiatingParticipantRef="P"><participant id="P"/><participant id="Q"/>${line(S, E)}</globalChoreographyTask>`,
  ),
  'choreography-event-gateway-target': chosen(
    caught('m', '<messageEventDefinition/>'),
    choreographyTask('t', 'Q', ['P', 'Q']),
  ),
  'choreography-timer-known': chosen(wait('w'), choreographyTask('t', 'Q', ['Q', 'R'])),
  'time-cycle-length': begun(`<timerEventDefinition>${formal('timeCycle', 'R/PT0S')}</timerEventDefinition>`),
  'completion-condition-boolean': loop(three + formal('completionCondition', '= 2')),
  'gateway-diverging': around('<exclusiveGateway id="a" gatewayDirection="Diverging"/>'),
  'gateway-connected': around('<parallelGateway id="a"/>'),
  'event-gateway-outgoing': gateway(wait('w'), 'w'),
  'event-gateway-condition': gateway(wait('w') + signalCaught('h'), 'w').replace(
    E,
    E + flow('g', 'h', when) + flow('h', 'e'),
  ),
  'event-gateway-target': gateway(wait('w') + '<userTask id="u"/>', 'w', 'u'),
  'event-gateway-message-or-receive': process(
    after(caught('m1', '<messageEventDefinition messageRef="m"/>'), '<receiveTask id="r" messageRef="n"/>'),
    '<message id="m" name="M"/><message id="n" name="N"/>',
  ),
  'event-gateway-target-incoming': gateway(wait('w') + signalCaught('h'), 'w', 'h').replace(
    E,
    E + flow('w', 'h', '', 'back'),
  ),
  'start-quantity': around('<task id="a" startQuantity="0"/>'),
  'completion-quantity': around('<task id="a" completionQuantity="0"/>'),
  'resource-or-expression': around(
    `<userTask id="a"><performer id="pf"><resourceRef>r</resourceRef><resourceAssignmentExpression>${formal('expression', '= clerk').replace('expression ', 'formalExpression ').replace('/expression', '/formalExpression')}</resourceAssignmentExpression></performer></userTask>`,
    '<resource id="r" name="clerks"/>',
  ),
  'resource-binding': around(
    '<userTask id="a"><performer id="pf"><resourceParameterBinding parameterRef="rp"><formalExpression>= 1</formalExpression></resourceParameterBinding></performer></userTask>',
    '<resource id="r" name="clerks"><resourceParameter id="rp" name="region"/></resource>',
  ),
  'compensation-handler': process(
    `${line(S, A, E)}<boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition/></boundaryEvent><task id="undo"/>${flow('a', 'undo')}${flow('undo', 'e')}<association id="as" sourceRef="b" targetRef="undo"/>`,
  ),
  'receive-instantiate': around('<receiveTask id="a" instantiate="true"/>'),
  'ad-hoc-activity': adHoc(''),
  'ad-hoc-content': adHoc(`<task id="x"/><endEvent id="e2"/>${flow('x', 'e2')}`),
  'choreography-in-process': process(line(S, choreographyTask('a', 'P', ['P', 'Q']), E)),
  'loop-kind': around(
    `<task id="a"><standardLoopCharacteristics loopMaximum="3"/><multiInstanceLoopCharacteristics>${three}</multiInstanceLoopCharacteristics></task>`,
  ),
  'multi-instance-input': over(
    '<loopDataInputRef>o</loopDataInputRef>',
    dataIn('x', 'l', 'isCollection="true"'),
    refs('dataInputRefs', 'x'),
    '',
  ).replace('</process>', '<dataObject id="o" itemSubjectRef="l" isCollection="true"/></process>'),
  'multi-instance-input-item': over(
    '<loopDataInputRef>x</loopDataInputRef><inputDataItem id="one" itemSubjectRef="k"/>',
    dataIn('x', 'l', 'isCollection="true"'),
    refs('dataInputRefs', 'x'),
    '',
  ),
  'multi-instance-output-item': over(
    `${three}<loopDataOutputRef>y</loopDataOutputRef><outputDataItem id="one" itemSubjectRef="l" isCollection="true"/>`,
    dataOut('y', 'l', 'isCollection="true"'),
    '',
    refs('dataOutputRefs', 'y'),
  ),
  'service-input-item': service(
    'serviceTask',
    'operationRef="op"',
    io(dataIn('x', 'k') + dataOut('y', 'k'), refs('dataInputRefs', 'x'), refs('dataOutputRefs', 'y')),
  ),
  'send-input-set': service(
    'sendTask',
    'messageRef="m"',
    '<ioSpecification><inputSet/><inputSet/><outputSet/></ioSpecification>',
  ),
  'send-input': service(
    'sendTask',
    'messageRef="m"',
    io(dataIn('x', 'i') + dataIn('y', 'i'), refs('dataInputRefs', 'x', 'y'), ''),
  ),
  'receive-output-set': service(
    'receiveTask',
    'messageRef="m"',
    '<ioSpecification><inputSet/><outputSet/><outputSet/></ioSpecification>',
  ),
  'receive-item': service('receiveTask', 'messageRef="m"', io(dataOut('x', 'k'), '', refs('dataOutputRefs', 'x'))),
  'service-binding': process(`<supportedInterfaceRef>if</supportedInterfaceRef>${line(S, E)}`, IO),
  'item-collection': process(`${line(S, E)}<dataObject id="o" itemSubjectRef="l"/>`, list),
  'data-reference-name': process(
    `${line(S, E)}<dataObject id="o" name="award"/><dataObjectReference id="or" name="award, signed" dataObjectRef="o"><dataState id="st" name="signed"/></dataObjectReference>`,
  ),
  'event-data-count': around(
    caught(
      'a',
      `${dataOut('x', 'i')}${dataOut('y', 'i')}<outputSet><dataOutputRefs>x</dataOutputRefs><dataOutputRefs>y</dataOutputRefs></outputSet><messageEventDefinition messageRef="m"><operationRef>op</operationRef></messageEventDefinition>`,
    ),
    IO,
  ),
  'optional-input': set(refs('optionalInputRefs', 'x'), 'Input'),
  'while-executing-input': set(refs('whileExecutingInputRefs', 'x'), 'Input'),
  'optional-output': set(refs('optionalOutputRefs', 'x'), 'Output'),
  'while-executing-output': set(refs('whileExecutingOutputRefs', 'x'), 'Output'),
  'start-incoming': process(line(S, A, E) + flow('a', 's')),
  'start-outgoing': process(S + line('<startEvent id="s2"/>', E)),
  'start-message-source': pools(message('s', 'Q')),
  'start-trigger': begun('<escalationEventDefinition/>'),
  'start-trigger-event-sub-process': started(''),
  'start-interrupting': started('<errorEventDefinition/>', 'isInterrupting="false"'),
  'start-compensation': sub(
    line('<startEvent id="s2"><compensateEventDefinition/></startEvent>', '<endEvent id="e2"/>'),
  ),
  'end-outgoing': process(line(S, E, A, '<endEvent id="e2"/>')),
  'end-message-source': pools(message('e', 'Q')),
  'catch-trigger': around(caught('a', '<escalationEventDefinition/>')),
  'throw-result': around(thrown('a', '<terminateEventDefinition/>')),
  'catch-message-source': pools(
    message('w', 'Q'),
    line(S, caught('w', '<messageEventDefinition messageRef="m"/>'), E),
    '<message id="m" name="M"/>',
  ),
  'throw-message-target': pools(
    message('Q', 'w'),
    line(S, thrown('w', '<messageEventDefinition messageRef="m"/>'), E),
    '<message id="m" name="M"/>',
  ),
  'boundary-trigger': bounded('<linkEventDefinition name="L"/>'),
  'boundary-non-interrupting': bounded('<errorEventDefinition/>', 'cancelActivity="false"'),
  'boundary-cancel': bounded('<cancelEventDefinition/>'),
  'boundary-outgoing': process(`${line(S, A, E)}<boundaryEvent id="b" attachedToRef="a">${PT1H}</boundaryEvent>`),
  'boundary-compensation-flow': bounded('<compensateEventDefinition/>'),
  'definition-reusable': process(
    line(
      S,
      caught('w', PT1H.replace('<timerEventDefinition', '<timerEventDefinition id="td"')),
      `<intermediateCatchEvent id="w2"><eventDefinitionRef>td</eventDefinitionRef></intermediateCatchEvent>`,
      E,
    ),
  ),
  'time-cycle': around(caught('a', `<timerEventDefinition>${formal('timeCycle', 'every day')}</timerEventDefinition>`)),
  'time-duration': around(
    caught('a', `<timerEventDefinition>${formal('timeDuration', '5 days')}</timerEventDefinition>`),
  ),
  'message-operation': around(caught('a', '<messageEventDefinition messageRef="m"/>'), IO),
  'link-level': process(
    `${line(S, thrown('a', '<linkEventDefinition id="from" name="L"><target>to</target></linkEventDefinition>'))}<subProcess id="x">${line(caught('b', '<linkEventDefinition id="to" name="L"><source>from</source></linkEventDefinition>'), '<endEvent id="e2"/>')}</subProcess>${E}${flow('x', 'e')}`,
  ),
};
