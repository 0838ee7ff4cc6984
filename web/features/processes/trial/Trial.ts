import type { Command, EventBody, Graph, StuckStart, Variables } from '../../../../engine';
import type { Case } from '../../../../engine/memory/Case';
import { MemoryHost } from '../../../../engine/memory/MemoryHost';
import type { Context } from '../../../../engine/program';
import type { Instance, Wait } from '../../../../engine/state';

/**
 * An action of the person who tries a process. `auto`: done automatically, and undone together with the action before
 * it.
 */
export type Move = { auto?: true } & (
  | { type: 'start'; process: string; variables: Variables; businessKey?: string }
  | { type: 'send'; id: string; event: EventBody }
  | { type: 'pass'; to: string }
  | { type: 'message'; name: string; correlationKey?: string; variables?: Variables }
  | { type: 'signal'; name: string }
);

export type Task = Extract<Command, { type: 'openTask' }> & { id: string };
export type Job = Extract<Command, { type: 'runJob' }> & { id: string };
export interface Awaited {
  id: string;
  element: string;
  name: string;
  correlationKey?: string;
}
export interface Timer {
  id: string;
  element: string;
  due?: string;
}

/**
 * A process run by hand, in the real engine, with a virtual clock. Its state follows from the moves alone: the last
 * move is undone by replaying the others.
 */
export class Trial {
  readonly moves: Move[] = [];
  private host!: MemoryHost;
  private work: (Task | Job)[] = [];

  constructor(
    private readonly graphs: Graph[],
    private readonly context: Context,
    private readonly begins: string,
  ) {
    this.restart();
  }

  get now(): string {
    return this.host.now;
  }
  /** The next event that happens automatically; the host also wakes up for timers that are no longer armed. */
  get nextAt(): string | undefined {
    return this.timers[0]?.due;
  }
  get cases(): Case[] {
    return [...this.host.cases.values()];
  }
  get running(): boolean {
    return this.cases.some(({ state }) => state.status === 'active');
  }

  /** Makes a move. Throws Refusal if the engine refuses it; then nothing has changed. */
  move(move: Move): void {
    try {
      this.make(move);
      this.moves.push(move);
    } catch (error) {
      this.replay();
      throw error;
    }
  }

  /** Undoes the last move and the automatic ones after it. */
  back(): void {
    while (this.moves.pop()?.auto) {
      /* undone with the move before it */
    }
    this.replay();
  }

  get tasks(): Task[] {
    return this.open('openTask', 'task') as Task[];
  }
  get jobs(): Job[] {
    return this.open('runJob', 'job') as Job[];
  }

  /** Messages that somebody waits for. */
  get messages(): Awaited[] {
    return this.waits('message').map(({ id, element, wait }) => ({
      id,
      element,
      name: wait.name,
      ...(wait.correlationKey !== undefined && { correlationKey: wait.correlationKey }),
    }));
  }
  get signals(): string[] {
    return [...new Set(this.waits('signal').map(({ wait }) => wait.name))];
  }
  get timers(): Timer[] {
    return this.waits('timer')
      .map(({ id, element, wait }) => ({ id, element, ...(wait.due && { due: wait.due }) }))
      .sort((a, b) => (a.due ?? '~').localeCompare(b.due ?? '~'));
  }
  /** Start events that would start nothing. */
  get unarmed(): readonly StuckStart[] {
    return this.host.unarmed;
  }
  get incidents(): { id: string; instance: Instance }[] {
    return this.active.flatMap(({ id, state }) =>
      Object.values(state.instances)
        .filter(({ incident }) => incident)
        .map((instance) => ({ id, instance })),
    );
  }

  /** The variables that a task shows: its input mapping, or without one everything in its scope. */
  shown({ id, key, variables }: Task): Variables {
    return Object.keys(variables).length > 0 ? variables : this.visible(id, key);
  }

  /** The variables visible to an element instance; inner scopes come first. */
  visible(id: string, key: number): Variables {
    const { instances } = this.host.cases.get(id)!.state;
    const chain: Variables[] = [];
    for (
      let at: Instance | undefined = instances[key];
      at;
      at = at.scope === undefined ? undefined : instances[at.scope]
    )
      chain.unshift(at.variables ?? {});
    return Object.assign({}, ...chain) as Variables;
  }

  private get active(): Case[] {
    return this.cases.filter(({ state }) => state.status === 'active');
  }

  private open(type: 'openTask' | 'runJob', wait: 'task' | 'job'): (Task | Job)[] {
    return this.work.filter(
      (each) =>
        each.type === type &&
        this.host.cases.get(each.id)?.state.instances[each.key]?.waits?.some((one) => one.type === wait),
    );
  }

  private waits<T extends Wait['type']>(type: T): { id: string; element: string; wait: Extract<Wait, { type: T }> }[] {
    return this.active.flatMap(({ id, state }) =>
      Object.values(state.instances).flatMap(({ element, waits = [] }) =>
        waits.flatMap((wait) =>
          wait.type === type
            ? [
                {
                  id,
                  element: ('element' in wait && wait.element) || element,
                  wait: wait as Extract<Wait, { type: T }>,
                },
              ]
            : [],
        ),
      ),
    );
  }

  private make(move: Move): void {
    switch (move.type) {
      case 'start':
        return void this.host.start(move.process, move.variables, {
          ...(move.businessKey && { businessKey: move.businessKey }),
        });
      case 'send':
        return this.host.send(move.id, move.event);
      case 'pass':
        return this.host.advanceTo(move.to);
      case 'message':
        return this.host.publish(move.name, {
          ...(move.correlationKey !== undefined && { correlationKey: move.correlationKey }),
          ...(move.variables && { variables: move.variables }),
        });
      case 'signal':
        return this.host.broadcast(move.name);
    }
  }

  private replay(): void {
    this.restart();
    for (const move of this.moves) this.make(move);
  }

  private restart(): void {
    this.work = [];
    this.host = new MemoryHost(this.graphs, {
      ...this.context,
      now: this.begins,
      timersStart: false,
      watch: ({ case: { id }, commands }) => {
        for (const command of commands)
          if (command.type === 'openTask' || command.type === 'runJob') this.work.push({ ...command, id });
      },
    });
  }
}
