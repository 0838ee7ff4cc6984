import fc from 'fast-check';
import type { Graph, Node, NodeType } from '../../engine';
import { moments } from '../../engine/work';

/** A structured model: sound however its blocks are nested. */
export type Block =
  | { type: 'noop' }
  | { type: 'user' }
  | { type: 'job' }
  | { type: 'timer' }
  | { type: 'sequence'; blocks: Block[] }
  | { type: 'parallel' | 'exclusive' | 'inclusive'; blocks: Block[] }
  | { type: 'loop'; block: Block; turns: number }
  | { type: 'sub'; block: Block; instances?: number; sequential?: boolean }
  | { type: 'guarded'; block: Block; interrupting: boolean; handler: Block }
  | { type: 'scoped'; block: Block; interrupting: boolean; handler: Block }
  | { type: 'choice'; blocks: Block[] }
  | { type: 'undone'; block: Block; cancel: boolean };

export const block: fc.Arbitrary<Block> = fc.letrec<{ block: Block; leaf: Block; inner: Block }>((tie) => ({
  leaf: fc.oneof(
    fc.constant<Block>({ type: 'noop' }),
    fc.constant<Block>({ type: 'user' }),
    fc.constant<Block>({ type: 'job' }),
    fc.constant<Block>({ type: 'timer' }),
  ),
  inner: fc.oneof(
    fc.record({
      type: fc.constant('sequence' as const),
      blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      type: fc.constantFrom('parallel' as const, 'exclusive' as const, 'inclusive' as const),
      blocks: fc.array(tie('block'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ type: fc.constant('loop' as const), block: tie('block'), turns: fc.integer({ min: 1, max: 2 }) }),
    fc.record({
      type: fc.constant('sub' as const),
      block: tie('block'),
      instances: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
      sequential: fc.boolean(),
    }),
    fc.record({ type: fc.constant('choice' as const), blocks: fc.array(tie('block'), { minLength: 2, maxLength: 3 }) }),
    fc.record({ type: fc.constant('undone' as const), block: tie('block'), cancel: fc.boolean() }),
    fc.record({
      type: fc.constantFrom('guarded' as const, 'scoped' as const),
      block: tie('block'),
      interrupting: fc.boolean(),
      handler: tie('leaf'),
    }),
  ),
  block: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'block', withCrossShrink: true },
    { weight: 1, arbitrary: tie('leaf') },
    { weight: 4, arbitrary: tie('inner') },
  ),
})).block;

/** The graph of a block: its conditions read the variables `c0` to `c9` and `turn`. */
export function graphOf(root: Block): Graph {
  const drawing = new Drawing();
  drawing.scope({ id: 'case', type: 'process' }, root);
  return { format: 1, hash: 'random', process: 'case', nodes: drawing.nodes, flows: drawing.flows };
}

/** The model with listeners at every moment of every element; the variable `listener` says what they run. */
export function withListeners(graph: Graph): Graph {
  const isListened = ({ type }: Node) =>
    moments.filter((on) =>
      on === 'creating' || on === 'completing' ? type === 'userTask' : on === 'start' || !type.endsWith('Gateway'),
    );
  const nodes = Object.values(graph.nodes).map((node): [string, Node] => [
    node.id,
    { ...node, listeners: isListened(node).map((on) => ({ on, type: { feel: 'listener' } })) },
  ]);
  return { ...graph, nodes: Object.fromEntries(nodes) };
}

const late: Partial<Node> = { events: [{ type: 'timer', kind: 'duration', value: '"PT90M"' }] };

class Drawing {
  readonly nodes: Graph['nodes'] = {};
  readonly flows: Graph['flows'] = {};
  private count = 0;

  /** Adds a scope that contains a start event, the block and an end event. */
  scope(node: Partial<Node> & { id: string; type: NodeType }, inner: Block, trigger: Partial<Node> = {}): string {
    this.nodes[node.id] = { incoming: [], outgoing: [], ...node };
    const start = this.node('startEvent', node.id, trigger);
    this.nodes[node.id]!.starts = [start];
    const end = this.draw(inner, start, node.id);
    this.flow(end, this.node('endEvent', node.id));
    return node.id;
  }

  /** Draws a block after a node; returns the node at its end. */
  private draw(block: Block, after: string, scope: string): string {
    switch (block.type) {
      case 'noop':
        return this.next(after, this.node('task', scope));
      case 'user':
        return this.next(after, this.node('userTask', scope, { task: {} }));
      case 'job':
        return this.next(after, this.node('serviceTask', scope, { job: { type: { static: 'work' } } }));
      case 'timer':
        return this.next(
          after,
          this.node('intermediateCatchEvent', scope, {
            events: [{ type: 'timer', kind: 'duration', value: '"PT1H"' }],
          }),
        );
      case 'sequence':
        return block.blocks.reduce((at, each) => this.draw(each, at, scope), after);
      case 'parallel':
      case 'exclusive':
      case 'inclusive':
        return this.split(block.type, block.blocks, after, scope);
      case 'loop':
        return this.loop(block, after, scope);
      case 'guarded':
        return this.guarded(block, after, scope);
      case 'choice':
        return this.choice(block.blocks, after, scope);
      case 'undone':
        return this.undone(block, after, scope);
      default:
        return this.next(after, this.activity(block, scope));
    }
  }

  private split(type: 'parallel' | 'exclusive' | 'inclusive', blocks: Block[], after: string, scope: string): string {
    const gateway = this.next(after, this.node(`${type}Gateway`, scope));
    const join = this.node(`${type}Gateway`, scope);
    blocks.forEach((each, index) => {
      const conditional = type !== 'parallel' && index > 0;
      const first = this.node('task', scope);
      const flow = this.flow(gateway, first, conditional ? `c${this.count % 10}` : undefined);
      if (type !== 'parallel' && !conditional) this.nodes[gateway]!.defaultFlow = flow;
      this.flow(this.draw(each, first, scope), join);
    });
    return join;
  }

  private loop({ block, turns }: Extract<Block, { type: 'loop' }>, after: string, scope: string): string {
    const counter = `turn${this.count}`;
    const merge = this.next(after, this.node('exclusiveGateway', scope));
    const count = this.next(
      merge,
      this.node('scriptTask', scope, {
        script: { feel: `if ${counter} = null then 1 else ${counter} + 1`, result: counter },
      }),
    );
    const choose = this.next(this.draw(block, count, scope), this.node('exclusiveGateway', scope));
    this.flow(choose, merge, `${counter} < ${turns}`);
    const out = this.node('task', scope);
    this.nodes[choose]!.defaultFlow = this.flow(choose, out);
    return out;
  }

  private activity(block: Extract<Block, { type: 'sub' | 'guarded' | 'scoped' }>, scope: string): string {
    const id = this.id('sub');
    const loop =
      block.type === 'sub' && block.instances !== undefined
        ? {
            loop: {
              type: 'multiInstance' as const,
              sequential: block.sequential ?? false,
              cardinality: String(block.instances),
              behavior: 'all' as const,
            },
          }
        : {};
    this.scope({ id, type: 'subProcess', scope, ...loop }, block.block);
    if (block.type === 'scoped')
      this.nodes[id]!.eventSubProcesses = [
        this.scope({ id: this.id('event'), type: 'eventSubProcess', scope: id }, block.handler, {
          ...late,
          interrupting: block.interrupting,
        }),
      ];
    return id;
  }

  /** An interrupting path joins the normal continuation; a non-interrupting one ends by itself. */
  private guarded(block: Extract<Block, { type: 'guarded' }>, after: string, scope: string): string {
    const id = this.next(after, this.activity(block, scope));
    const boundary = this.node('boundaryEvent', scope, { ...late, attachedTo: id, interrupting: block.interrupting });
    this.nodes[id]!.boundary = [boundary];
    const merge = this.next(id, this.node('exclusiveGateway', scope));
    this.flow(this.draw(block.handler, boundary, scope), block.interrupting ? merge : this.node('endEvent', scope));
    return merge;
  }

  /** Whichever timer fires first. */
  private choice(blocks: Block[], after: string, scope: string): string {
    const gateway = this.next(
      after,
      this.node('eventBasedGateway', scope, { gateway: { type: 'exclusive', instantiate: false } }),
    );
    const merge = this.node('exclusiveGateway', scope);
    for (const [index, each] of blocks.entries()) {
      const event = this.next(
        gateway,
        this.node('intermediateCatchEvent', scope, {
          events: [{ type: 'timer', kind: 'duration', value: `"PT${index + 1}H"` }],
        }),
      );
      this.flow(this.draw(each, event, scope), merge);
    }
    return merge;
  }

  /** A transaction that completes something compensable; it either cancels itself, or is compensated afterwards. */
  private undone({ block, cancel }: Extract<Block, { type: 'undone' }>, after: string, scope: string): string {
    const id = this.next(after, this.scope({ id: this.id('tx'), type: 'transaction', scope }, block));
    const step = this.node('userTask', id, {
      task: {},
      compensation: this.node('userTask', id, { task: {}, isForCompensation: true }),
    });
    const choose = this.node('exclusiveGateway', id);
    const [start, first] = [
      this.nodes[id]!.starts![0]!,
      this.nodes[this.flows[this.nodes[this.nodes[id]!.starts![0]!]!.outgoing[0]!]!.to]!.id,
    ];
    const flow = this.flows[this.nodes[start]!.outgoing[0]!]!;
    flow.to = step;
    this.nodes[step]!.incoming.push(flow.id);
    this.nodes[first]!.incoming = this.nodes[first]!.incoming.filter((incoming) => incoming !== flow.id);
    this.flow(step, choose);
    this.nodes[choose]!.defaultFlow = this.flow(choose, first);
    this.flow(choose, this.node('endEvent', id, { events: [{ type: 'cancel' }] }), cancel ? 'c1' : 'false');
    const boundary = this.node('boundaryEvent', scope, {
      events: [{ type: 'cancel' }],
      attachedTo: id,
      interrupting: true,
    });
    this.nodes[id]!.boundary = [boundary];
    const merge = this.node('exclusiveGateway', scope);
    this.flow(
      this.next(
        id,
        this.node('intermediateThrowEvent', scope, { events: [{ type: 'compensate', waitForCompletion: true }] }),
      ),
      merge,
    );
    this.flow(boundary, merge);
    return merge;
  }

  private id(type: string): string {
    return `${type}${this.count++}`;
  }

  private node(type: NodeType, scope: string, more: Partial<Node> = {}): string {
    const id = this.id(type);
    this.nodes[id] = { id, type, scope, incoming: [], outgoing: [], ...more };
    return id;
  }

  private next(after: string, node: string): string {
    this.flow(after, node);
    return node;
  }

  private flow(from: string, to: string, condition?: string): string {
    const id = this.id('flow');
    this.flows[id] = { id, from, to, ...(condition ? { condition } : {}) };
    this.nodes[from]!.outgoing.push(id);
    this.nodes[to]!.incoming.push(id);
    return id;
  }
}

/** The same graph with all ids replaced, and the mapping between the ids. */
export function renamed(graph: Graph): { graph: Graph; elements: Record<string, string> } {
  const ids = new Set([...Object.keys(graph.nodes), ...Object.keys(graph.flows)]);
  const other = (text: string) => (ids.has(text) ? `other-${text}` : text);
  const copy = (value: unknown): unknown => {
    if (typeof value === 'string') return other(value);
    if (Array.isArray(value)) return value.map(copy);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [other(name), copy(member)]));
  };
  return {
    graph: { ...(copy(graph) as Graph), hash: 'renamed' },
    elements: Object.fromEntries(Object.keys(graph.nodes).map((id) => [id, other(id)])),
  };
}
