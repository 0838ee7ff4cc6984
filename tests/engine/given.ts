import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  apply,
  bind,
  compile,
  copyState,
  executables,
  readBpmn,
  transition,
  type Command,
  type Context,
  type Event,
  type EventBody,
  type Fact,
  type Program,
  type State,
  type Variables,
} from '../../engine';
import { table } from '../../engine/play/table';
import { after } from '../../engine/run/time';

/** What happens next in a test: an event, derived from the current state. */
export type Happening = (story: Story) => EventBody & Pick<Event, 'edition'>;

const START = '2026-01-05T09:00:00+08:00';

/** A process of a `.bpmn` file beside the test: the first, or the one named. */
export function given(file: string, context: Context = {}, process?: string): Story {
  return new Story(join(dirname(expect.getState().testPath!), file), context, process);
}

export class Story implements PromiseLike<void> {
  state: State | undefined;
  readonly facts: Fact[] = [];
  /** Commands of the last event. */
  commands: Command[] = [];
  now = START;
  program!: Program;
  private readonly happenings: (() => void)[] = [];

  constructor(
    private readonly file: string,
    private readonly context: Context,
    private readonly process?: string,
  ) {}

  /** Applies these events in turn; after each, the state is serialised to JSON and the fold of the facts is checked. */
  when(...happenings: Happening[]): this {
    for (const happening of happenings) this.happenings.push(() => this.happen(happening(this)));
    return this;
  }

  /** Advances the clock by an ISO 8601 duration and sends the instance the new time. */
  later(duration: string): this {
    this.happenings.push(() => {
      this.now = after(this.now, duration);
      this.happen({ type: 'timeCame' });
    });
    return this;
  }

  /**
   * Expects that these happened in this order since the last `then`, among other things: `entered x`, `completed x`,
   * `terminated x`. A story is a promise, so that a test can return it: awaiting it plays it.
   */
  then(...expected: string[]): this;
  then<A = void, B = never>(
    resolve?: ((value: void) => A | PromiseLike<A>) | null,
    reject?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B>;
  then(...given: unknown[]): unknown {
    if (typeof given[0] === 'function') return this.play().then(...(given as [() => unknown, () => unknown]));
    return this.check(() => this.happened(given as string[]));
  }

  private happened(expected: string[]): void {
    const happened = this.facts.slice(this.seen).map(line);
    let at = 0;
    for (const each of expected) {
      const found = happened.indexOf(each, at);
      if (found < 0) throw new Error(`“${each}” did not happen${happened.includes(each) ? ' in this order' : ''}.`);
      at = found + 1;
    }
    this.seen = this.facts.length;
  }

  never(...lines: string[]): this {
    return this.check(() => {
      const happened = this.facts.map(line);
      for (const each of lines) if (happened.includes(each)) throw new Error(`“${each}” happened.`);
    });
  }

  times(count: number, expected: string): this {
    return this.check(() => expect(this.facts.map(line).filter((each) => each === expected)).toHaveLength(count));
  }

  /** Expects that these elements wait, one entry per instance, in alphabetical order. */
  waits(...elements: string[]): this {
    return this.check(() =>
      expect(
        Object.values(this.state!.instances)
          .filter((instance) => instance.waits)
          .map((instance) => instance.element)
          .sort(),
      ).toEqual([...elements].sort()),
    );
  }

  ends(status: State['status'] = 'completed'): this {
    return this.check(() => {
      expect(this.state!.status).toBe(status);
      expect(this.state!.instances).toEqual({});
      expect(this.state!.arrived).toEqual({});
    });
  }

  incident(element: string, code: string): this {
    return this.check(() =>
      expect(
        Object.values(this.state!.instances)
          .filter((instance) => instance.incident)
          .map((instance) => [instance.element, instance.incident!.code]),
      ).toEqual([[element, code]]),
    );
  }

  /** Expects these variables of the process, or its result. */
  variables(expected: Variables): this {
    return this.check(() =>
      expect(this.state!.result?.variables ?? this.state!.instances[1]!.variables ?? {}).toMatchObject(expected),
    );
  }

  /** Expects the commands of the last event to include these. */
  commanded(...expected: Partial<Command>[]): this {
    return this.check(() =>
      expect(this.commands).toEqual(expect.arrayContaining(expected.map((each) => expect.objectContaining(each)))),
    );
  }

  /** Expects the next event to be refused with that code and to change nothing. */
  refuses(code: string, happening: Happening): this {
    return this.check(() => {
      const before = JSON.stringify(this.state);
      expect(() => transition(this.program, this.state, { at: this.now, ...happening(this) } as Event)).toThrow(
        expect.objectContaining({ name: 'Refusal', code }) as Error,
      );
      expect(JSON.stringify(this.state)).toBe(before);
    });
  }

  check(look: (story: this) => void): this {
    this.happenings.push(() => look(this));
    return this;
  }

  /** The key of the instance of an element that waits or has an incident; the `nth` of several. */
  keyOf(element: string, nth = 0): number {
    const found =
      Object.values(this.state?.instances ?? {}).filter(
        (instance) => instance.element === element && (instance.waits || instance.incident),
      )[nth] ?? Object.values(this.state?.instances ?? {}).find((instance) => instance.element === element);
    if (!found) throw new Error(`“${element}” is not active.`);
    return found.key;
  }

  /** Plays the story; on a failure the trace so far is printed. */
  private async play(): Promise<void> {
    const { definitions } = await readBpmn(readFileSync(this.file));
    this.program = bind(compile(definitions, this.process ?? executables(definitions)[0]!, 'test'), this.context);
    for (const happening of this.happenings) {
      try {
        happening();
      } catch (error) {
        if (error instanceof Error) error.message += `\n\n${table(this.facts, this.program.graph)}`;
        throw error;
      }
    }
  }

  private seen = 0;

  private happen(body: EventBody): void {
    const event = { at: this.now, ...body } as Event;
    const before = JSON.stringify(this.state);
    const { state, facts, commands } = transition(this.program, this.state, event);
    expect(JSON.stringify(this.state)).toBe(before);
    expect(facts.reduce<State | undefined>(apply, this.state && copyState(this.state))).toEqual(state);
    const again = transition(this.program, before === undefined ? undefined : JSON.parse(before), event);
    expect(again).toEqual({ state, facts, commands });
    this.state = JSON.parse(JSON.stringify(state)) as State;
    this.facts.push(...facts);
    this.commands = commands;
  }
}

const line = (fact: Fact): string =>
  'element' in fact ? `${fact.type} ${fact.element}` : fact.type === 'flowTaken' ? `took ${fact.flow}` : fact.type;

export const start =
  (variables?: Variables, startEvent?: string, definition?: number): Happening =>
  () => ({
    type: 'start',
    ...(variables ? { variables } : {}),
    ...(startEvent ? { startEvent } : {}),
    ...(definition ? { definition } : {}),
  });
export const complete =
  (element: string, variables?: Variables, nth?: number): Happening =>
  (story) => ({ type: 'taskCompleted', key: story.keyOf(element, nth), ...(variables ? { variables } : {}) });
export const job =
  (element: string, variables?: Variables, nth?: number): Happening =>
  (story) => ({ type: 'jobCompleted', key: story.keyOf(element, nth), ...(variables ? { variables } : {}) });
export const failed =
  (
    element: string,
    more: { code?: string; message?: string; retries?: number; variables?: Variables } = {},
  ): Happening =>
  (story) => ({ type: 'jobFailed', key: story.keyOf(element), message: 'failed', ...more });
export const message =
  (name: string, correlationKey?: string, variables?: Variables): Happening =>
  () => ({
    type: 'messageArrived',
    name,
    ...(correlationKey ? { correlationKey } : {}),
    ...(variables ? { variables } : {}),
  });
export const signal =
  (name: string, variables?: Variables): Happening =>
  () => ({ type: 'signalArrived', name, ...(variables ? { variables } : {}) });
export const set =
  (variables: Variables, element?: string): Happening =>
  (story) => ({ type: 'variablesSet', variables, ...(element ? { scope: story.keyOf(element) } : {}) });
export const event = (make: (story: Story) => EventBody): Happening => make;
