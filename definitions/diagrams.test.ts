import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readBpmn } from '../engine';

interface Point {
  x: number;
  y: number;
}
interface Box extends Point {
  width: number;
  height: number;
}
interface Owner {
  id: string;
  $type: string;
  $parent?: Owner;
  attachedToRef?: Owner;
  sourceRef?: Owner;
  targetRef?: Owner;
}
interface Drawn {
  $type: string;
  bpmnElement: Owner;
  bounds: Box;
  waypoint: Point[];
}

/** Smaller by `by` on each side, so that shapes that only touch do not overlap. */
const inner = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x + by,
  y: y + by,
  width: width - 2 * by,
  height: height - 2 * by,
});
const meet = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
/** Flows are drawn parallel to the axes. */
const span = (a: Point, b: Point): Box => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x) || 0.1,
  height: Math.abs(a.y - b.y) || 0.1,
});
const around = (element: Owner | undefined): string[] => (element ? [element.id, ...around(element.$parent)] : []);
const isScope = ({ $type }: Owner) => /SubProcess|Transaction/.test($type);

const files = readdirSync(__dirname).filter((name) => name.endsWith('.bpmn'));

describe.each(files)('the diagram of %s', (file) => {
  const drawn = async () => {
    const { definitions } = await readBpmn(readFileSync(join(__dirname, file)));
    const elements = (definitions as unknown as { diagrams: { plane: { planeElement: Drawn[] } }[] }).diagrams.flatMap(
      ({ plane }) => plane.planeElement,
    );
    return {
      shapes: elements.filter(
        ({ $type, bpmnElement }) => $type === 'bpmndi:BPMNShape' && !/Participant|Lane/.test(bpmnElement.$type),
      ),
      flows: elements.filter(({ waypoint }) => waypoint),
    };
  };

  it('has no overlapping shapes', async () => {
    const { shapes } = await drawn();
    const over = shapes.flatMap((a, index) =>
      shapes
        .slice(index + 1)
        .filter((b) => meet(inner(a.bounds, 1), b.bounds))
        .map((b) => [a.bpmnElement, b.bpmnElement] as const),
    );
    expect(
      over
        .filter(
          ([a, b]) =>
            a.attachedToRef !== b && b.attachedToRef !== a && !around(a).includes(b.id) && !around(b).includes(a.id),
        )
        .map(([a, b]) => `${a.id} ${b.id}`),
    ).toEqual([]);
  });

  it('leads no flow through a shape that it does not connect', async () => {
    const { shapes, flows } = await drawn();
    const through = flows.flatMap(({ bpmnElement: flow, waypoint }) =>
      shapes
        .filter(
          ({ bpmnElement, bounds }) =>
            !isScope(bpmnElement) &&
            bpmnElement !== flow.sourceRef &&
            bpmnElement !== flow.targetRef &&
            waypoint.slice(1).some((to, index) => meet(span(waypoint[index]!, to), inner(bounds, 1))),
        )
        .map(({ bpmnElement }) => `${flow.id} ${bpmnElement.id}`),
    );
    expect(through).toEqual([]);
  });
});
