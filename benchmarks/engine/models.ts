/** The models of the comparison: each engine runs the same elements in its own dialect. */
export type Dialect = 'heyi' | 'bpmn-engine' | 'spiff';

export interface Model {
  name: string;
  process: string;
  xml: string;
  /** Number of elements entered in one run. */ elements: number;
}

const head =
  '<?xml version="1.0" encoding="UTF-8"?>\n<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="urn:heyi:benchmark">';

/** Sequence flows between the elements of each chain, in order. */
function model(name: string, nodes: string[], chains: string[][], elements: number): Model {
  const process = name.replace(/\W/g, '_');
  const flows = chains.flatMap((chain) => chain.slice(1).map((to, index) => [chain[index]!, to] as const));
  const drawn = flows.map(([from, to]) => `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}" />`);
  return {
    name,
    process,
    elements,
    xml: `${head}\n<process id="${process}" isExecutable="true">\n${[...nodes, ...drawn].join('\n')}\n</process>\n</definitions>`,
  };
}

const ids = (count: number) => Array.from({ length: count }, (_, index) => `t${index}`);

/** An automatic element that does nothing. */
const noop = (dialect: Dialect, id: string, inner = '') =>
  dialect === 'spiff'
    ? `<scriptTask id="${id}">${inner}<script>pass</script></scriptTask>`
    : `<task id="${id}">${inner}</task>`;

/** (a) a sequence of tasks that do nothing. */
export const sequence = (dialect: Dialect, count: number): Model =>
  model(
    `sequence-${count}`,
    ['<startEvent id="s" />', ...ids(count).map((id) => noop(dialect, id)), '<endEvent id="e" />'],
    [['s', ...ids(count), 'e']],
    count + 2,
  );

/** (b) a parallel split into branches, and their join. */
export const branches = (dialect: Dialect, count: number): Model =>
  model(
    `branches-${count}`,
    [
      '<startEvent id="s" />',
      '<parallelGateway id="split" />',
      ...ids(count).map((id) => noop(dialect, id)),
      '<parallelGateway id="join" />',
      '<endEvent id="e" />',
    ],
    [['s', 'split'], ...ids(count).map((id) => ['split', id, 'join']), ['join', 'e']],
    count + 4,
  );

/** (c) one activity with parallel instances. */
export const instances = (dialect: Dialect, count: number): Model => {
  const loop = `<multiInstanceLoopCharacteristics isSequential="false"><loopCardinality xsi:type="tFormalExpression">${count}</loopCardinality></multiInstanceLoopCharacteristics>`;
  return model(
    `instances-${count}`,
    ['<startEvent id="s" />', noop(dialect, 'many', loop), '<endEvent id="e" />'],
    [['s', 'many', 'e']],
    count + 3,
  );
};

/** (d) the shape of the shipped pipeline: four human steps, each with a limit, and four service steps. */
export function pipeline(dialect: Dialect): Model {
  const steps = [1, 2, 3, 4];
  const limit = dialect === 'spiff' ? '"P15D"' : 'P15D';
  const service = (id: string) =>
    dialect === 'spiff'
      ? noop(dialect, id)
      : `<serviceTask id="${id}" implementation="\${environment.services.work}"><extensionElements><zeebe:taskDefinition type="work" /></extensionElements></serviceTask>`;
  const nodes = steps.flatMap((n) => [
    `<userTask id="human${n}" />`,
    service(`service${n}`),
    `<endEvent id="late${n}" />`,
    `<boundaryEvent id="limit${n}" attachedToRef="human${n}"><timerEventDefinition id="timer${n}"><timeDuration xsi:type="tFormalExpression">${limit}</timeDuration></timerEventDefinition></boundaryEvent>`,
  ]);
  return model(
    'pipeline',
    ['<startEvent id="s" />', ...nodes, '<endEvent id="e" />'],
    [['s', ...steps.flatMap((n) => [`human${n}`, `service${n}`]), 'e'], ...steps.map((n) => [`limit${n}`, `late${n}`])],
    10,
  );
}

/** User tasks that all wait at the same time. */
export const waiting = (count: number): Model =>
  model(
    `waiting-${count}`,
    ['<startEvent id="s" />', '<parallelGateway id="split" />', ...ids(count).map((id) => `<userTask id="${id}" />`)],
    [['s', 'split'], ...ids(count).map((id) => ['split', id])],
    count + 2,
  );
