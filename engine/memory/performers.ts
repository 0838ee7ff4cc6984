import type { Command } from '../commands';
import type { EventBody } from '../events';
import { Refusal } from '../Refusal';
import { after } from '../run/time';
import type { Key } from '../state';
import type { Case } from './Case';
import type { JobResult } from './MemoryHost';
import type { World } from './World';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;
type Performers = { [T in Command['type']]: (item: Case, command: Of<T>) => void };

const nothing = () => undefined;

/** How a memory host carries out each command. */
export const performers = (world: World): Performers => ({
  openTask: nothing,
  closeTask: nothing,
  raiseIncident: nothing,
  resolveIncident: nothing,
  subscribeSignal: nothing,
  unsubscribeSignal: nothing,
  cancelJob: nothing,
  runJob: (item, command) => run(world, item, command),
  wake: (item, { at }) => {
    if (at === null) delete item.wakes;
    else {
      item.wakes = at;
      world.schedule.add(at, () => {
        if (item.wakes === at) world.tellIfOpen(item.id, { type: 'timeCame' });
      });
    }
  },
  callProcess: (item, { key, process, variables }) => {
    try {
      item.called.set(key, world.create(process, variables, {}, { id: item.id, key }));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      world.tellIfOpen(item.id, { type: 'callFailed', key, message: `${error.zh} / ${error.en}` });
    }
  },
  cancelCall: (item, { key }) => world.tellIfOpen(item.called.get(key) ?? '', { type: 'cancelled', reason: 'caller' }),
  subscribe: (item, { key, element, message: name, correlationKey }) => {
    const waiting = world.post.subscribe(
      { case: item.id, key, element, name, ...(correlationKey === undefined ? {} : { correlationKey }) },
      Date.parse(world.now),
    );
    if (!waiting) return;
    const { expires: _, ...content } = waiting;
    if (!world.tellIfOpen(item.id, { type: 'messageArrived', ...content })) world.post.keep(waiting);
  },
  unsubscribe: (item, { key, element, message }) => world.post.unsubscribe(item.id, key, element, message),
  publishMessage: (_item, { message, ...rest }) => world.publish(message, rest),
  broadcastSignal: (item, { signal, variables }) => world.broadcast(signal, variables, item.id),
  escalateToCaller: ({ parent }, { code, variables }) => {
    if (parent)
      world.tellIfOpen(parent.id, {
        type: 'callEscalated',
        key: parent.key,
        ...(code === undefined ? {} : { code }),
        variables,
      });
  },
  end: ({ parent }, { status, variables, error }) => {
    if (!parent) return;
    const { key } = parent;
    world.tellIfOpen(
      parent.id,
      status === 'completed' ? { type: 'callCompleted', key, variables } : { type: 'callFailed', key, ...error },
    );
  },
});

function run(world: World, item: Case, command: Of<'runJob'>): void {
  const handler = world.options.jobs?.[command.job];
  const withdrawn = !item.state.instances[command.key]?.waits?.some(({ type }) => type === 'job');
  if (!handler || withdrawn) return;
  const { takes, ...result } = handler({ ...command, case: item.id }) ?? {};
  const tell = () => world.tellIfOpen(item.id, outcome(command.key, result, command.retries));
  if (takes === undefined) tell();
  else world.schedule.add(after(world.now, takes), tell);
}

function outcome(key: Key, { variables = {}, error, failure }: JobResult, retries: number): EventBody {
  if (error) return { type: 'jobFailed', key, code: error.code, message: error.message ?? '', variables };
  if (failure !== undefined) return { type: 'jobFailed', key, message: failure, retries: Math.max(0, retries - 1) };
  return { type: 'jobCompleted', key, variables };
}
