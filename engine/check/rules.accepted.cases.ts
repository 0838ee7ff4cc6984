import {
  A,
  around,
  boundary,
  caught,
  definitions,
  diamond,
  E,
  flow,
  formal,
  line,
  process,
  PT1H,
  S,
  three,
  when,
} from './rules.cases';

/** In plain BPMN: nothing indicates the engine for which it was written. */
export const plain = (xml: string) => xml.replace(/ xmlns:zeebe="[^"]*"/, '');

const conditional = diamond('parallelGateway', 'parallelGateway').replace(
  '<sequenceFlow id="x_a" sourceRef="x" targetRef="a">',
  `<sequenceFlow id="x_a" sourceRef="x" targetRef="a">${when}`,
);
const script = (format: string) =>
  around(`<scriptTask id="a" scriptFormat="${format}"><script>= 1</script></scriptTask>`);
const dangling = definitions('<error id="er" errorCode="E" structureRef="gone"/>');

/** Broken only if the model must be correct BPMN without any engine's dialect: description, rule and model. */
export const brokenPlain: Record<string, [string, string]> = {
  'a flow out of a parallel gateway has a condition': ['condition-source', plain(conditional)],
  'an error has a type that does not exist': ['reference-exists', plain(dangling)],
  'the language of a script is no MIME type': ['script-format-mime', plain(script('groovy'))],
  'a loop has a condition without content': [
    'expression-body',
    plain(
      around(
        `<task id="a"><standardLoopCharacteristics>${formal('loopCondition', '')}</standardLoopCharacteristics></task>`,
      ),
    ),
  ],
};

/** Accepted, both as BPMN and for publishing. */
export const accepted: Record<string, string> = {
  'flows without an id': process(
    `${S}${A}${E}<sequenceFlow sourceRef="s" targetRef="a"/><sequenceFlow sourceRef="a" targetRef="e"/>`,
  ),
  'flows without an id beside nodes that list theirs': process(
    `<startEvent id="s"><outgoing>s_a</outgoing></startEvent><task id="a"><incoming>s_a</incoming></task>${E}${flow('s', 'a')}<sequenceFlow sourceRef="a" targetRef="e"/>`,
  ),
  'an event that instances throw without an id': process(
    line(
      S,
      `<task id="a"><multiInstanceLoopCharacteristics behavior="Complex">${three}<complexBehaviorDefinition>${formal('condition', '= true')}<event><signalEventDefinition signalRef="sg"/></event></complexBehaviorDefinition></multiInstanceLoopCharacteristics></task>`,
      E,
    ),
    '<signal id="sg" name="S"/>',
  ),
  'a data output association as a modeler writes it': process(
    `${line(S, '<task id="a"><dataOutputAssociation id="da"><targetRef>or</targetRef></dataOutputAssociation></task>', E)}<dataObject id="o"/><dataObjectReference id="or" name="D" dataObjectRef="o"/>`,
  ),
  'a data input association as a modeler writes it': process(
    `${line(S, '<task id="a"><property id="pr" name="__targetRef_placeholder"/><dataInputAssociation id="da"><sourceRef>or</sourceRef><targetRef>pr</targetRef></dataInputAssociation></task>', E)}<dataObject id="o"/><dataObjectReference id="or" name="D" dataObjectRef="o"/>`,
  ),
  'a condition after a parallel gateway of an engine': conditional,
  'a type of an error that is not there in an engine’s model': process(
    line(S, A, E) + boundary('<errorEventDefinition errorRef="er"/>'),
    '<error id="er" errorCode="E" structureRef="gone"/>',
  ),
  'a script in a language that an engine names': script('feel'),
  'a process started by a cycle that FEEL builds': process(
    line(
      `<startEvent id="s"><timerEventDefinition>${formal('timeCycle', '="R/" + string(duration("PT1H"))')}</timerEventDefinition></startEvent>`,
      E,
    ),
  ),
  'an event sub-process that cancels its transaction': around(
    `<transaction id="a">${line('<startEvent id="s2"/>', '<endEvent id="e2"/>')}<subProcess id="es" triggeredByEvent="true">${line('<startEvent id="s3"><errorEventDefinition/></startEvent>', '<endEvent id="e3"><cancelEventDefinition/></endEvent>')}</subProcess></transaction>`,
  ),
  'a transaction by a technology': around(
    `<transaction id="a" method="http://docs.oasis-open.org/ws-tx/wsba/2006/06/AtomicOutcome">${line('<startEvent id="s2"/>', '<endEvent id="e2"/>')}</transaction>`,
  ),
  'a cycle with a start': around(
    caught('a', `<timerEventDefinition>${formal('timeCycle', 'R3/2026-01-01T00:00:00Z/PT1H')}</timerEventDefinition>`),
  ),
  'a cycle between two times': around(
    caught(
      'a',
      `<timerEventDefinition>${formal('timeCycle', 'R/2026-01-01T00:00:00+08:00/2026-01-02T00:00:00+08:00')}</timerEventDefinition>`,
    ),
  ),
  'a closed collaboration that shows its messages': definitions(
    `<message id="m" name="M"/><collaboration id="c" isClosed="true"><participant id="P" processRef="p"/><participant id="Q"/><messageFlow id="mf" sourceRef="a" targetRef="Q"/></collaboration><process id="p" isExecutable="true">${line(S, '<sendTask id="a" messageRef="m"/>', E)}</process>`,
  ),
  'a choreography with timers and signals': definitions(
    `<signal id="sg" name="S"/><process id="p" isExecutable="true">${line('<startEvent id="s9"/>', '<endEvent id="e9"/>')}</process><choreography id="c"><participant id="P"/><participant id="Q"/>${line(
      S,
      '<choreographyTask id="t1" initiatingParticipantRef="P"><participantRef>P</participantRef><participantRef>Q</participantRef><messageFlowRef>mf</messageFlowRef></choreographyTask>',
      '<eventBasedGateway id="g"/>',
    )}<messageFlow id="mf" sourceRef="P" targetRef="Q"/>${caught('w', PT1H)}${caught('h', '<signalEventDefinition signalRef="sg"/>')}${E}${flow('g', 'w')}${flow('g', 'h')}${flow('w', 'e')}${flow('h', 'e')}</choreography>`,
  ),
};

/**
 * A call activity may have the name of what it calls; the called element is looked up elsewhere, and reported if
 * missing.
 */
export const namedLikeTheCalled = process(line(S, '<callActivity id="one" calledElement="one"/>', E));

/** What other vendors' tools write, with the vendor. */
export const vendors: Record<string, string> = {
  'Camunda 7': 'http://camunda.org/schema/1.0/bpmn',
  Activiti: 'http://activiti.org/bpmn',
  Flowable: 'http://flowable.org/bpmn',
  jBPM: 'http://www.jboss.org/drools',
  Signavio: 'http://www.signavio.com',
};
