import { choreography, definitions, flow, line, process, task as exchange } from './rules.cases';

const S = '<startEvent id="s"/>';
const E = '<endEvent id="e"/>';
const caught = (inner: string) => `<intermediateCatchEvent id="a">${inner}</intermediateCatchEvent>`;
const referring = '<eventDefinitionRef>shared</eventDefinitionRef>';
const wait = (shared: string) => process(line(S, caught(referring), E), shared);
const end = (shared: string) => process(line(S, `<endEvent id="e">${referring}</endEvent>`), shared);

const task = (inner: string, tag = 'task', more = '') =>
  process(line(S, `<${tag} id="a" ${more}>${inner}</${tag}>`, E), ITEMS);
const ITEMS =
  '<itemDefinition id="i" structureRef="tns:A"/><message id="m" itemRef="i"/><message id="n"/><interface id="if" name="I"><operation id="op" name="O"><inMessageRef>n</inMessageRef></operation></interface>' +
  '<globalTask id="g"><ioSpecification><dataInput id="gi" itemSubjectRef="i"/><inputSet><dataInputRefs>gi</dataInputRefs></inputSet><outputSet/></ioSpecification></globalTask>';
const io = (data: string, ins = '', outs = '') =>
  `<ioSpecification>${data}<inputSet id="is">${ins}</inputSet><outputSet id="os">${outs}</outputSet></ioSpecification>`;
const pools = (inner: string) =>
  definitions(
    `<collaboration id="c"><participant id="P"/><participant id="Q"/><participant id="R"/><messageFlow id="mf" sourceRef="P" targetRef="R"/>${inner}</collaboration>`,
  );
const refs = (role: string, ...ids: string[]) => ids.map((id) => `<${role}>${id}</${role}>`).join('');
const undo = '<intermediateThrowEvent id="th"><compensateEventDefinition activityRef="x"/></intermediateThrowEvent>';

const cycle = (text: string) =>
  wait(
    `<timerEventDefinition id="shared"><timeCycle xsi:type="tFormalExpression">${text}</timeCycle></timerEventDefinition>`,
  );
const starting = (text: string) =>
  process(
    line(
      `<startEvent id="s"><timerEventDefinition><timeCycle xsi:type="tFormalExpression">${text}</timeCycle></timerEventDefinition></startEvent>`,
      E,
    ),
  );
/** Other ways to break a rule than those in rules.cases.ts: description, rule and model. */
export const variants: Record<string, [string, string]> = {
  'a shared timer of an executable process has no time': ['timer-given', wait('<timerEventDefinition id="shared"/>')],
  'a cycle ends where it starts': ['time-cycle-length', cycle('R3/2026-01-01T00:00:00Z/2026-01-01T00:00:00Z')],
  'a cycle is shorter than a second': ['time-cycle-length', cycle('R/PT0.001S')],
  'a cycle ends half a second after its start': [
    'time-cycle-length',
    cycle('R/2026-01-01T00:00:00Z/2026-01-01T00:00:00.5Z'),
  ],
  'a cycle that FEEL builds is shorter than a second': [
    'time-cycle-length',
    cycle('="R/" + string(duration("PT0.5S"))'),
  ],
  'a cycle goes backwards': ['time-cycle-length', cycle('R/-PT1H')],
  'an empty cycle is a FEEL constant': ['time-cycle-length', cycle('="R5/P0D"')],
  'an empty cycle is built by FEEL': ['time-cycle-length', cycle('="R/" + string(duration("P1D") - duration("P1D"))')],
  'a cycle that starts a process is empty': ['time-cycle-length', starting('=duration("PT0S")')],
  'a cycle that starts a process reads a variable that does not exist yet': ['time-cycle', starting('=interval')],
  'a cycle that starts a process is a number': ['time-cycle', starting('=5')],
  'a choreography task exchanges no messages': [
    'choreography-messages',
    choreography(`${S}${exchange('t', 'P', ['P', 'Q'])}${E}${flow('s', 't')}${flow('t', 'e')}`),
  ],
  'a sub-process inside a transaction ends with cancel': [
    'end-cancel',
    process(
      line(
        S,
        `<transaction id="tx">${line('<startEvent id="s1"/>', `<subProcess id="sub">${line('<startEvent id="s2"/>', '<endEvent id="e2"><cancelEventDefinition/></endEvent>')}</subProcess>`, '<endEvent id="e1"/>')}</transaction>`,
        E,
      ),
    ),
  ],
  'a loop has a maximum of zero': ['loop-maximum', task('<standardLoopCharacteristics loopMaximum="0"/>')],
  'nothing defines where a message has its key': [
    'expression-body',
    process(
      line(S, E),
      '<message id="m" name="M"/><correlationProperty id="cp"><correlationPropertyRetrievalExpression id="cr" messageRef="m"><messagePath xsi:type="tFormalExpression"/></correlationPropertyRetrievalExpression></correlationProperty>',
    ),
  ],
  'an assignment copies nothing': [
    'expression-body',
    task(
      `${io('<dataInput id="x"/>', refs('dataInputRefs', 'x'))}<dataInputAssociation id="da"><targetRef>x</targetRef><assignment id="as"><from xsi:type="tFormalExpression"/><to xsi:type="tFormalExpression">x</to></assignment></dataInputAssociation>`,
    ),
  ],
  'a data object of another type is read through its reference': [
    'association-item',
    task(
      `${io('<dataInput id="x" itemSubjectRef="i"/>', refs('dataInputRefs', 'x'))}<dataInputAssociation id="da"><sourceRef>or</sourceRef><targetRef>x</targetRef></dataInputAssociation>`,
    )
      .replace('<itemDefinition id="i"', '<itemDefinition id="k" structureRef="tns:B"/><itemDefinition id="i"')
      .replace(
        '</process>',
        '<dataObject id="o" itemSubjectRef="k"/><dataObjectReference id="or" dataObjectRef="o"/></process>',
      ),
  ],
  'a choreography has lanes': [
    'choreography-content',
    definitions('<choreography id="c"><participant id="P"/><participant id="Q"/><laneSet id="ls"/></choreography>'),
  ],
  'a message is caught in the flow of a choreography': [
    'choreography-intermediate',
    definitions(
      `<choreography id="c"><participant id="P"/><participant id="Q"/>${line(S, caught('<messageEventDefinition/>'), E)}</choreography>`,
    ),
  ],
  'a signal is thrown in a choreography': [
    'choreography-intermediate',
    definitions(
      `<signal id="sg" name="S"/><choreography id="c"><participant id="P"/><participant id="Q"/>${line(S, '<intermediateThrowEvent id="a"><signalEventDefinition signalRef="sg"/></intermediateThrowEvent>', E)}</choreography>`,
    ),
  ],
  'a shared timer has an invalid time': [
    'time-date',
    wait(
      '<timerEventDefinition id="shared"><timeDate xsi:type="tFormalExpression">tomorrow</timeDate></timerEventDefinition>',
    ),
  ],
  'a shared timer has an informal expression': [
    'expression-formal',
    wait('<timerEventDefinition id="shared"><timeDuration>PT1H</timeDuration></timerEventDefinition>'),
  ],
  'a shared message event names no message': ['message-given', wait('<messageEventDefinition id="shared"/>')],
  'a shared signal event names no signal': ['signal-given', wait('<signalEventDefinition id="shared"/>')],
  'an error is thrown by a shared definition without a code': [
    'error-code',
    end('<error id="er"/><errorEventDefinition id="shared" errorRef="er"/>'),
  ],
  'an escalation is thrown by a shared definition without a code': [
    'escalation-code',
    end('<escalation id="es"/><escalationEventDefinition id="shared" escalationRef="es"/>'),
  ],
  'a binding of a service names an operation that does not exist': [
    'reference-exists',
    process(`<ioBinding operationRef="gone" inputDataRef="gone" outputDataRef="gone"/>${line(S, E)}`),
  ],
  'a binding of a service has the id of its process': [
    'id-unique',
    process(`<ioBinding id="p" operationRef="gone" inputDataRef="gone" outputDataRef="gone"/>${line(S, E)}`),
  ],
  'a gateway has an input and output specification': [
    'element-place',
    process(`${line(S, E)}<exclusiveGateway id="g">${io('')}</exclusiveGateway>`),
  ],
  'an operation has two input messages': [
    'element-once',
    definitions(
      '<message id="m"/><interface id="if" name="I"><operation id="op" name="O"><inMessageRef>m</inMessageRef><inMessageRef>m</inMessageRef></operation></interface>',
    ),
  ],
  'a script task has two scripts': [
    'element-once',
    task('<script>a</script><script>b</script>', 'scriptTask', 'scriptFormat="text/x"'),
  ],
  'the called element is in a namespace that is not imported': [
    'called-element-exists',
    task('', 'callActivity', 'calledElement="xsi:gone"'),
  ],
  'there are at least three participants, with the default maximum of one': [
    'participant-multiplicity',
    definitions(
      '<collaboration id="c"><participant id="P"><participantMultiplicity minimum="3"/></participant></collaboration>',
    ),
  ],
  'a conversation has no participants': ['conversation-participants', pools('<conversation id="v"/>')],
  'a sub-conversation has a message flow of others': [
    'conversation-messages',
    pools(
      `<subConversation id="v">${refs('participantRef', 'P', 'Q')}${refs('messageFlowRef', 'mf')}</subConversation>`,
    ),
  ],
  'a resource has no name': ['attribute-required', definitions('<resource id="r"/>')],
  'a parameter is bound to nothing': [
    'child-required',
    task(
      '<performer id="pf"><resourceRef>r</resourceRef><resourceParameterBinding id="b" parameterRef="rp"/></performer>',
      'userTask',
    ),
  ],
  'a service task has two inputs for a message without data': [
    'service-input',
    task(
      io('<dataInput id="x"/><dataInput id="y"/>', refs('dataInputRefs', 'x', 'y')),
      'serviceTask',
      'operationRef="op"',
    ),
  ],
  'a global script task has a script without a language': [
    'script-format',
    process(line(S, E), '<globalScriptTask id="g"><script>x = 1;</script></globalScriptTask>'),
  ],
  'a call activity has no data for the inputs of the called element': [
    'call-data',
    task('', 'callActivity', 'calledElement="g"'),
  ],
  'a loop runs over data that is not declared as a collection': [
    'multi-instance-collection',
    task(
      `${io('<dataInput id="x"/>', refs('dataInputRefs', 'x'))}<multiInstanceLoopCharacteristics><loopDataInputRef>x</loopDataInputRef></multiInstanceLoopCharacteristics>`,
    ),
  ],
  'an event has data in no set': [
    'data-output-in-set',
    process(
      line(
        S,
        caught(
          '<dataOutput id="x" itemSubjectRef="i"/><messageEventDefinition messageRef="m"><operationRef>op</operationRef></messageEventDefinition>',
        ),
        E,
      ),
      ITEMS,
    ),
  ],
  'a data input association leads to an output': [
    'association-input-own',
    task(
      `${io('<dataOutput id="x"/>', '', refs('dataOutputRefs', 'x'))}<dataInputAssociation id="da"><sourceRef>o</sourceRef><targetRef>x</targetRef></dataInputAssociation>`,
    ),
  ],
  'a link leads to another that throws': [
    'link-mutual',
    process(
      `${line(S, '<intermediateThrowEvent id="a"><linkEventDefinition id="l" name="L"><target>l2</target></linkEventDefinition></intermediateThrowEvent>')}<intermediateThrowEvent id="b"><linkEventDefinition id="l2" name="L"/></intermediateThrowEvent>`,
    ),
  ],
  'no flow of an executable process is immediate': [
    'flow-immediate',
    process(line(S, E)).replace('<sequenceFlow', '<sequenceFlow isImmediate="false"'),
  ],
  'a flow is not immediate, with another literal': [
    'flow-immediate',
    process(line(S, '<task id="a"/>', E)).replace('<sequenceFlow', '<sequenceFlow isImmediate="0"'),
  ],
  'compensation is thrown in a sub-process for an activity outside of it': [
    'compensate-scope',
    process(
      line(
        S,
        '<task id="x"/>',
        `<subProcess id="sub">${line('<startEvent id="s2"/>', undo, '<endEvent id="e2"/>')}</subProcess>`,
        E,
      ),
    ),
  ],
};
