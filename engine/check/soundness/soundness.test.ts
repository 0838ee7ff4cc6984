import fc from 'fast-check';
import { readBpmn } from '../../parse/read';
import { flow, process } from '../rules.cases';
import { check } from '..';

/** A block-structured part of a process: every split has its join, so it is sound whatever it contains. */
type Block =
  | { kind: 'task' }
  | {
      kind: 'sequence' | 'parallelGateway' | 'exclusiveGateway' | 'inclusiveGateway' | 'loop' | 'subProcess';
      parts: Block[];
    };

const block = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant<Block>({ kind: 'task' }),
    fc.record({
      kind: fc.constantFrom(
        'sequence' as const,
        'parallelGateway' as const,
        'exclusiveGateway' as const,
        'inclusiveGateway' as const,
        'loop' as const,
        'subProcess' as const,
      ),
      parts: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
    }),
  ),
})).block;

const condition = '<conditionExpression xsi:type="tFormalExpression">= x</conditionExpression>';

/** Writes a block and returns the ids of its first and last node. */
function write(part: Block, out: string[], next: { id: number }): [string, string] {
  const id = `n${next.id++}`;
  if (part.kind === 'task') {
    out.push(`<task id="${id}"/>`);
    return [id, id];
  }
  if (part.kind === 'subProcess') {
    out.push(`<subProcess id="${id}">${whole(part.parts, next)}</subProcess>`);
    return [id, id];
  }
  const parts = part.parts.map((inner) => write(inner, out, next));
  if (part.kind === 'sequence') {
    parts.slice(1).forEach(([first], i) => out.push(flow(parts[i]![1], first)));
    return [parts[0]![0], parts.at(-1)![1]];
  }
  const type = part.kind === 'loop' ? 'exclusiveGateway' : part.kind;
  out.push(
    `<${type} id="${id}a"${part.kind === 'inclusiveGateway' ? ` default="${id}a_${id}b"` : ''}/><${type} id="${id}b"/>`,
  );
  const [into, from] = part.kind === 'loop' ? [`${id}b`, `${id}a`] : [`${id}a`, `${id}b`];
  // A loop leads from its end back to its start; a split leads to its join.
  for (const [first, last] of parts)
    out.push(flow(into, first, part.kind === 'inclusiveGateway' ? condition : ''), flow(last, from));
  out.push(flow(`${id}a`, `${id}b`));
  return [`${id}a`, `${id}b`];
}

function whole(parts: Block[], next: { id: number }): string {
  const out: string[] = [];
  const id = next.id++;
  const [first, last] = write({ kind: 'sequence', parts }, out, next);
  return `<startEvent id="s${id}"/><endEvent id="e${id}"/>${out.join('')}${flow(`s${id}`, first)}${flow(last, `e${id}`)}`;
}

const SOUNDNESS = ['deadlock', 'runs-twice', 'unreachable', 'no-way-to-end'];
const found = async (body: string) =>
  check(await readBpmn(process(body)), { profile: 'publish' })
    .filter(({ rule }) => SOUNDNESS.includes(rule))
    .map(({ rule, element }) => `${rule} ${element}`);

describe('soundness', () => {
  it('is found if every split has its join', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(block, { minLength: 1, maxLength: 3 }), async (parts) => {
        expect(await found(whole(parts, { id: 0 }))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  const tasks = '<task id="a"/><task id="b"/>';
  const frame = (split: string, join: string) =>
    `<startEvent id="s"/><${split} id="x"/>${tasks}<${join} id="y"/><endEvent id="e"/>${flow('s', 'x')}${flow('x', 'a')}${flow('x', 'b')}${flow('a', 'y')}${flow('b', 'y')}${flow('y', 'e')}`;

  it.each([
    ['exclusiveGateway', 'parallelGateway', ['deadlock y']],
    ['parallelGateway', 'exclusiveGateway', ['runs-twice y']],
    ['parallelGateway', 'inclusiveGateway', []],
    ['exclusiveGateway', 'inclusiveGateway', []],
    ['inclusiveGateway', 'exclusiveGateway', ['runs-twice y']],
    ['inclusiveGateway', 'parallelGateway', ['deadlock y']],
  ])('of %s followed by %s', async (split, join, expected) => {
    const body =
      split === 'inclusiveGateway'
        ? frame(split, join).replace(/(id="x_[ab]"[^>]*>)/g, `$1${condition}`)
        : frame(split, join);
    expect(await found(body)).toEqual(expected);
  });

  it('counts an interrupting boundary event as a way out, and a non-interrupting one as a second token', async () => {
    const attached = (
      cancel: boolean,
    ) => `<startEvent id="s"/><task id="a"/><exclusiveGateway id="y"/><task id="c"/><endEvent id="e"/>${flow('s', 'a')}${flow('a', 'y')}${flow('y', 'c')}${flow('c', 'e')}
      <boundaryEvent id="b" attachedToRef="a" cancelActivity="${cancel}"><timerEventDefinition><timeDuration xsi:type="tFormalExpression">PT1H</timeDuration></timerEventDefinition></boundaryEvent>${flow('b', 'y')}`;
    expect([await found(attached(true)), await found(attached(false))]).toEqual([[], ['runs-twice y']]);
  });

  it('lets a terminate end event end waiting tokens', async () => {
    expect(
      await found(
        frame('parallelGateway', 'exclusiveGateway').replace(
          flow('b', 'y'),
          `<endEvent id="t"><terminateEventDefinition/></endEvent>${flow('b', 't')}`,
        ),
      ),
    ).toEqual([]);
  });

  it.each(['inclusiveGateway', 'parallelGateway'])('is given up if 40 of %s all lead to each other', async (type) => {
    const nodes = Array.from({ length: 40 }, (_, index) => `g${index}`);
    const body = [
      `<startEvent id="s"/><endEvent id="e"/>${flow('s', 'g0')}${flow('g39', 'e')}`,
      ...nodes.map((id) => `<${type} id="${id}"/>`),
      ...nodes.flatMap((from) => nodes.filter((to) => to !== from).map((to) => flow(from, to))),
    ].join('');
    const rules = check(await readBpmn(process(body)), { profile: 'publish' }).map(({ rule }) => rule);
    expect(rules).toContain(type === 'inclusiveGateway' ? 'not-judged' : 'deadlock');
  });
});
