import { bind, compile, CompileRefusal, executables, readBpmn, startTriggers, transition, type Graph } from '..';

const head =
  '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="urn:t">';
const model = (process: string, roots = '') =>
  `${head}${roots}<process id="p" isExecutable="true">${process}</process></definitions>`;

async function compiled(xml: string, process = 'p'): Promise<Graph> {
  const { definitions } = await readBpmn(xml);
  return compile(definitions, process, 'hash');
}

async function refusal(xml: string): Promise<string> {
  try {
    bind(await compiled(xml));
    return 'accepted';
  } catch (error) {
    if (!(error instanceof CompileRefusal)) throw error;
    expect([error.zh, error.en]).toEqual([expect.stringMatching(/[一-龥]/), expect.stringMatching(/[a-z]/)]);
    return `${error.code} ${error.element ?? ''}`.trim();
  }
}

describe('compile', () => {
  it('evaluates flows in drawing order, however the keys of the graph are sorted', async () => {
    const graph = await compiled(
      model(
        '<startEvent id="s" /><exclusiveGateway id="g" default="a" /><endEvent id="e" /><sequenceFlow id="f" sourceRef="s" targetRef="g" />' +
          ['z', 'm', 'a']
            .map(
              (id) =>
                `<sequenceFlow id="${id}" sourceRef="g" targetRef="e">${id === 'a' ? '' : '<conditionExpression xsi:type="tFormalExpression">=true</conditionExpression>'}</sequenceFlow>`,
            )
            .join(''),
      ),
    );
    const sorted = (flows: Graph['flows']) =>
      Object.fromEntries(Object.entries(flows).sort(([a], [b]) => (a < b ? -1 : 1)));
    const kept = { ...graph, flows: sorted(graph.flows) };
    const order = (each: Graph) =>
      bind(each)
        .elements.get('g')!
        .outgoing.map(({ id }) => id);
    expect(order(kept)).toEqual(['z', 'm', 'a']);
    // What was compiled before continues as it started.
    expect(order({ ...kept, inOrder: undefined })).toEqual(['a', 'm', 'z']);
  });

  it('gives flows without an id a stable id from their ends', async () => {
    const graph = await compiled(
      model(
        '<startEvent id="s"/><parallelGateway id="g"/><endEvent id="e"/><sequenceFlow sourceRef="s" targetRef="g"/><sequenceFlow sourceRef="g" targetRef="e"/><sequenceFlow sourceRef="g" targetRef="e"/>',
      ),
    );
    expect(Object.keys(graph.flows)).toEqual(['s->g', 'g->e', 'g->e#2']);
    expect(graph.nodes.g!.outgoing).toEqual(['g->e', 'g->e#2']);
  });

  it('requires no correlation key if one message starts an instance', async () => {
    const keyed =
      '<message id="m" name="M"><extensionElements><zeebe:subscription correlationKey="=k"/></extensionElements></message>';
    const node = async (id: string, tag: string, more: string, inner: string) => {
      const graph = await compiled(
        model(
          `<${tag} id="${id}" ${more}>${inner}</${tag}><endEvent id="e"/><sequenceFlow id="f" sourceRef="${id}" targetRef="e"/>`,
        ).replace('<process', `${keyed}<process`),
      );
      const { message, events } = graph.nodes[id]!;
      return [message, ...(events ?? []).map((event) => event.type === 'message' && event.message)].find(Boolean);
    };
    const one = '<messageEventDefinition messageRef="m"/>';
    expect(await node('s', 'startEvent', '', one)).toEqual({ name: { static: 'M' } });
    expect(await node('r', 'receiveTask', 'instantiate="true" messageRef="m"', '')).toEqual({ name: { static: 'M' } });
    expect(await node('s', 'startEvent', 'parallelMultiple="true"', one)).toMatchObject({ correlationKey: 'k' });
  });

  it('returns plain JSON that is the same each time', async () => {
    const xml = model(
      '<startEvent id="s" /><userTask id="u" name="受理"><documentation>Accept</documentation></userTask><sequenceFlow id="f" sourceRef="s" targetRef="u" />',
    );
    const graph = await compiled(xml);
    expect(JSON.parse(JSON.stringify(graph))).toEqual(graph);
    expect(await compiled(xml)).toEqual(graph);
    expect(graph.nodes.u).toEqual({
      id: 'u',
      type: 'userTask',
      name: '受理',
      documentation: 'Accept',
      scope: 'p',
      incoming: ['f'],
      outgoing: [],
      task: {},
    });
  });

  it('lists the lanes of each node, from the outermost inwards', async () => {
    const graph = await compiled(
      model(
        '<laneSet id="ls"><lane id="l" name="调解组织"><childLaneSet id="cs"><lane id="m" name="调解员"><flowNodeRef>u</flowNodeRef></lane></childLaneSet></lane></laneSet><userTask id="u" />',
      ),
    );
    expect(graph.nodes.u!.lanes).toEqual(['调解组织', '调解员']);
  });

  it('resolves event definitions by reference, message names, codes and properties', async () => {
    const graph = await compiled(
      model(
        '<startEvent id="s"><extensionElements><zeebe:properties><zeebe:property name="limit" value="x" /></zeebe:properties></extensionElements><eventDefinitionRef>sd</eventDefinitionRef></startEvent><endEvent id="e"><errorEventDefinition id="ed" errorRef="er" /></endEvent>',
        '<signal id="sig" name="=&quot;a&quot;" /><signalEventDefinition id="sd" signalRef="sig" /><error id="er" errorCode="E1" />',
      ),
    );
    expect(graph.nodes.s).toMatchObject({
      events: [{ type: 'signal', name: { feel: '"a"' } }],
      properties: { limit: 'x' },
    });
    expect(graph.nodes.e!.events).toEqual([{ type: 'error', code: 'E1' }]);
    expect(startTriggers(graph, '2026-01-05T09:00:00+08:00')).toEqual({
      triggers: [{ process: 'p', startEvent: 's', definition: 0, type: 'signal', name: 'a' }],
      stuck: [],
    });
  });

  it('reads expressions with or without the leading =, and timer bodies without it as literals', async () => {
    const graph = await compiled(
      model(
        '<startEvent id="s" /><task id="a" /><sequenceFlow id="f" sourceRef="s" targetRef="a"><conditionExpression xsi:type="tFormalExpression">x &gt; 1</conditionExpression></sequenceFlow><intermediateCatchEvent id="t"><timerEventDefinition id="td"><timeDuration xsi:type="tFormalExpression">PT5M</timeDuration></timerEventDefinition></intermediateCatchEvent><intermediateCatchEvent id="v"><timerEventDefinition id="vd"><timeDate xsi:type="tFormalExpression">= due</timeDate></timerEventDefinition></intermediateCatchEvent>',
      ),
    );
    expect(graph.flows.f!.condition).toBe('x > 1');
    expect(graph.nodes.t!.events).toEqual([{ type: 'timer', kind: 'duration', value: '"PT5M"' }]);
    expect(graph.nodes.v!.events).toEqual([{ type: 'timer', kind: 'date', value: 'due' }]);
  });

  it('takes correlation from BPMN’s own keys if the message has no subscription', async () => {
    const roots =
      '<message id="m" name="answer" /><correlationProperty id="cp"><correlationPropertyRetrievalExpression id="cr" messageRef="m"><messagePath id="mp">case.number</messagePath></correlationPropertyRetrievalExpression></correlationProperty><collaboration id="co"><correlationKey id="ck"><correlationPropertyRef>cp</correlationPropertyRef></correlationKey></collaboration>';
    const graph = await compiled(
      model(
        '<receiveTask id="r" messageRef="m" /><sendTask id="t" messageRef="m" /><correlationSubscription id="cs" correlationKeyRef="ck"><correlationPropertyBinding id="cb" correlationPropertyRef="cp"><dataPath id="dp">number</dataPath></correlationPropertyBinding></correlationSubscription>',
        roots,
      ),
    );
    expect([graph.nodes.r!.message, graph.nodes.t!.message]).toEqual([
      { name: { static: 'answer' }, correlationKey: 'number' },
      { name: { static: 'answer' }, correlationKey: 'case.number' },
    ]);
  });

  it('takes the script of a global script task, which is a separate element', async () => {
    const { definitions, warnings } = await readBpmn(
      `${head}<globalScriptTask id="g"><script>=x + 1</script></globalScriptTask></definitions>`,
    );
    expect(warnings).toEqual([]);
    expect(compile(definitions, 'g', 'h').nodes['g.task']).toMatchObject({
      type: 'scriptTask',
      script: { feel: 'x + 1' },
    });
  });

  it('compiles a global task as a process with that single task', async () => {
    const xml = `${head}<globalUserTask id="g" name="签字" /></definitions>`;
    const { definitions } = await readBpmn(xml);
    expect(executables(definitions)).toEqual(['g']);
    const { state, commands } = transition(bind(compile(definitions, 'g', 'h')), undefined, {
      at: '2026-01-05T09:00:00+08:00',
      type: 'start',
    });
    expect(commands).toEqual([expect.objectContaining({ type: 'openTask', element: 'g.task', name: '签字' })]);
    expect(state.status).toBe('active');
  });

  it('takes people from BPMN’s own resource roles', async () => {
    const graph = await compiled(
      model(
        '<userTask id="u"><potentialOwner id="po"><resourceAssignmentExpression id="re"><formalExpression id="fe">=groups</formalExpression></resourceAssignmentExpression></potentialOwner></userTask>',
      ),
    );
    expect(graph.nodes.u!.task).toEqual({ candidateGroups: { feel: 'groups' } });
  });

  it.each([
    ['NO_IMPLEMENTATION t', '<serviceTask id="t" />'],
    ['NO_IMPLEMENTATION t', '<businessRuleTask id="t" />'],
    ['NO_IMPLEMENTATION t', '<callActivity id="t" />'],
    ['NO_IMPLEMENTATION t', '<scriptTask id="t" scriptFormat="javascript"><script>x()</script></scriptTask>'],
    ['MISSING_EXPRESSION t', '<task id="t"><multiInstanceLoopCharacteristics /></task>'],
    ['DANGLING_REFERENCE t', '<receiveTask id="t" />'],
    [
      'DANGLING_REFERENCE t',
      '<intermediateCatchEvent id="t"><timerEventDefinition id="d1" /></intermediateCatchEvent>',
    ],
    ['DANGLING_REFERENCE t', '<boundaryEvent id="t"><cancelEventDefinition id="d1" /></boundaryEvent>'],
    ['DANGLING_REFERENCE f', '<task id="t" /><sequenceFlow id="f" sourceRef="t" targetRef="nowhere" />'],
    [
      'EXPRESSION_SYNTAX f',
      '<task id="t" /><task id="u" /><sequenceFlow id="f" sourceRef="t" targetRef="u"><conditionExpression xsi:type="tFormalExpression">=x &gt;</conditionExpression></sequenceFlow>',
    ],
    ['MISPLACED t', '<subProcess id="t" triggeredByEvent="true"><startEvent id="s" /></subProcess>'],
    [
      'BAD_VALUE t',
      '<task id="t"><extensionElements><zeebe:executionListeners><zeebe:executionListener eventType="start" /></zeebe:executionListeners></extensionElements></task>',
    ],
    [
      'BAD_VALUE t',
      '<task id="t"><extensionElements><zeebe:executionListeners><zeebe:executionListener eventType="creating" type="x" /></zeebe:executionListeners></extensionElements></task>',
    ],
    [
      'BAD_VALUE t',
      '<userTask id="t"><extensionElements><zeebe:taskListeners><zeebe:taskListener eventType="assigning" type="x" /></zeebe:taskListeners></extensionElements></userTask>',
    ],
    [
      'BAD_VALUE t',
      '<exclusiveGateway id="t"><extensionElements><zeebe:executionListeners><zeebe:executionListener eventType="end" type="x" /></zeebe:executionListeners></extensionElements></exclusiveGateway>',
    ],
  ])('refuses, with the element: %s', async (expected, process) =>
    expect(await refusal(model(process))).toBe(expected),
  );

  it('refuses a missing process', async () => {
    await expect(compiled(model('<task id="t" />'), 'q')).rejects.toMatchObject({
      code: 'NO_SUCH_PROCESS',
      element: 'q',
    });
  });

  it('refuses unreasonably deep nesting', async () => {
    const depth = 220;
    const nested =
      Array.from({ length: depth }, (_, index) => `<subProcess id="s${index}">`).join('') +
      '<task id="t" />' +
      '</subProcess>'.repeat(depth);
    await expect(compiled(model(nested))).rejects.toThrow(/deep/i);
  });

  it('compiles and runs ten thousand elements', async () => {
    const count = 5_000;
    const tasks = Array.from(
      { length: count },
      (_, index) =>
        `<task id="t${index}" />${index ? `<sequenceFlow id="f${index}" sourceRef="t${index - 1}" targetRef="t${index}" />` : ''}`,
    ).join('');
    const { state } = transition(bind(await compiled(model(tasks))), undefined, {
      at: '2026-01-05T09:00:00+08:00',
      type: 'start',
    });
    expect(state.status).toBe('completed');
  });
});
