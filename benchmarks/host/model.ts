const head =
  '<?xml version="1.0" encoding="UTF-8"?>\n<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="urn:heyi:benchmark">';
const flow = (from: string, to: string): string =>
  `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}" />`;
const chain = ['start', ...[1, 2, 3, 4].flatMap((n) => [`human${n}`, `service${n}`]), 'end'];

/** Four times a person, with a limit of fifteen days, then a service of our own; two end events. */
const nodes = [1, 2, 3, 4].map(
  (
    n,
  ) => `<userTask id="human${n}" name="Step ${n}"><extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="mediator" /></extensionElements></userTask>
<boundaryEvent id="limit${n}" attachedToRef="human${n}"><timerEventDefinition id="timer${n}"><timeDuration xsi:type="tFormalExpression">P15D</timeDuration></timerEventDefinition></boundaryEvent>
<endEvent id="late${n}" />${flow(`limit${n}`, `late${n}`)}
<serviceTask id="service${n}"><extensionElements><zeebe:taskDefinition type="notice.send" /></extensionElements></serviceTask>`,
);

export const model = {
  process: 'benchmark-pipeline',
  xml: `${head}\n<process id="benchmark-pipeline" name="Benchmark" isExecutable="true">\n<startEvent id="start" />\n${nodes.join('\n')}\n<endEvent id="end" />\n${chain
    .slice(1)
    .map((to, index) => flow(chain[index]!, to))
    .join('\n')}\n</process>\n</definitions>`,
};
