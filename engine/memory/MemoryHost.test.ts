import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, executables, readBpmn, type Fact, type Graph } from '..';
import { MemoryHost, type MemoryHostOptions } from './MemoryHost';

async function host(file: string, options: MemoryHostOptions = {}): Promise<MemoryHost> {
  const { definitions } = await readBpmn(readFileSync(join(__dirname, file)));
  const graphs: Graph[] = executables(definitions).map((id) => compile(definitions, id, 'test'));
  return new MemoryHost(graphs, { between: ({ state }) => JSON.parse(JSON.stringify(state)), ...options });
}
const entered = (facts: Fact[]) => facts.flatMap((fact) => (fact.type === 'entered' ? [fact.element] : []));
const at = (memory: MemoryHost, id: string) => memory.cases.get(id)!;

describe('the in-memory host', () => {
  it('calls processes, and returns their results', async () => {
    const memory = await host('calls.bpmn', {
      jobs: { double: ({ variables }) => ({ variables: { n: (variables.n as number) * 2 }, takes: 'PT1H' }) },
    });
    const id = memory.start('outer', { n: 4 });
    expect(at(memory, id).state.status).toBe('active');
    memory.advance('PT1H');
    expect(at(memory, id).state).toMatchObject({ status: 'completed', result: { variables: { n: 8 } } });
  });

  it('throws a called process’s error where it was called', async () => {
    const memory = await host('calls.bpmn', { jobs: { double: () => ({ error: { code: 'ODD' } }) } });
    const id = memory.start('outer', { n: 3 });
    expect(entered(at(memory, id).facts)).toContain('odd');
    expect(at(memory, id).state.status).toBe('completed');
  });

  it('retries a failing job and then raises an incident', async () => {
    let tries = 0;
    const memory = await host('calls.bpmn', {
      jobs: {
        double: () => {
          tries++;
          return { failure: 'down' };
        },
      },
    });
    memory.start('outer', { n: 3 });
    expect(tries).toBe(3);
    expect(
      [...memory.cases.values()].flatMap(({ state }) =>
        Object.values(state.instances).flatMap(({ incident }) => (incident ? [incident.code] : [])),
      ),
    ).toEqual(['JOB_FAILED']);
  });

  it('cancels the processes called by a cancelled one', async () => {
    const memory = await host('calls.bpmn');
    const id = memory.start('outer', { n: 1 });
    memory.send(id, { type: 'cancelled' });
    expect([...memory.cases.values()].map(({ state }) => state.status)).toEqual(['terminated', 'terminated']);
  });

  it('stops a process that calls itself endlessly', async () => {
    const memory = await host('recursion.bpmn');
    memory.start('again');
    expect(memory.cases.size).toBe(51);
    expect([...memory.cases.values()].at(-1)!.state.instances[3]!.incident).toMatchObject({ code: 'CALL_TOO_DEEP' });
  });

  it('delivers a message to the instance that waits for its key, and starts a process by one', async () => {
    const memory = await host('messages.bpmn');
    const [one, other] = [memory.start('asker', { id: 'a' }), memory.start('asker', { id: 'b' })];
    expect([...memory.cases.values()].filter(({ program }) => program.graph.process === 'answerer')).toHaveLength(2);
    memory.publish('answer', { correlationKey: 'b', variables: { text: 'yes' } });
    expect(at(memory, one).state.status).toBe('active');
    expect(at(memory, other).state).toMatchObject({ status: 'completed', result: { variables: { text: 'yes' } } });
  });

  it('keeps a message until it expires', async () => {
    const memory = await host('messages.bpmn');
    memory.publish('answer', { correlationKey: 'x', timeToLive: 'PT5M' });
    memory.publish('answer', { correlationKey: 'y', timeToLive: 'PT5M' });
    const early = memory.start('asker', { id: 'x' });
    memory.advance('PT6M');
    const late = memory.start('asker', { id: 'y' });
    expect([at(memory, early).state.status, at(memory, late).state.status]).toEqual(['completed', 'active']);
  });

  it('passes a message on if the longest waiting receiver ended in the same step', async () => {
    const memory = await host('messages.bpmn');
    const [gone, next] = [memory.start('leaver', { id: 'z' }), memory.start('asker', { id: 'z' })];
    memory.advance('PT1M');
    expect([at(memory, gone).state.status, at(memory, next).state.status]).toEqual(['completed', 'completed']);
  });

  it('does not start a job that was withdrawn before its turn', async () => {
    let worked = 0;
    const memory = await host('messages.bpmn', {
      jobs: {
        work: () => {
          worked++;
        },
      },
    });
    expect(at(memory, memory.start('stopper', { id: 's' })).state.status).toBe('completed');
    expect(worked).toBe(0);
  });

  it('starts processes by signal and by the clock', async () => {
    const memory = await host('starts.bpmn');
    memory.advance('PT3H');
    memory.broadcast('go', { x: 1 });
    expect([...memory.cases.values()].map(({ program }) => program.graph.process)).toEqual([
      'hourly',
      'hourly',
      'signalled',
    ]);
  });

  it('starts no process for times that had passed when it was deployed', async () => {
    const memory = await host('starts.past.bpmn');
    memory.advance('PT3H');
    expect([...memory.cases.values()].map(({ program }) => program.graph.process)).toEqual(['partly']);
  });

  describe('if all triggers of a start event are needed', () => {
    const startedOf = (memory: MemoryHost, process: string) =>
      [...memory.cases.values()].filter(({ program }) => program.graph.process === process);
    const variables = (memory: MemoryHost, process: string) =>
      startedOf(memory, process).map(({ state }) => state.instances[1]!.variables ?? {});
    const standsAt = (memory: MemoryHost, process: string) =>
      startedOf(memory, process).map(({ state }) =>
        Object.values(state.instances).flatMap(({ element, waits }) => (waits ? [element] : [])),
      );

    it('starts one instance when the last has arrived, with the data of all of them', async () => {
      const memory = await host('startsOnAll.bpmn');
      memory.broadcast('one', { x: 1, y: 1 });
      memory.broadcast('one', { x: 2 });
      expect(startedOf(memory, 'signals')).toEqual([]);
      memory.broadcast('two', { y: 2 });
      expect([variables(memory, 'signals'), standsAt(memory, 'signals')]).toEqual([[{ x: 1, y: 2 }], [['a']]]);
      memory.broadcast('two');
      expect(startedOf(memory, 'signals')).toHaveLength(1);
      memory.broadcast('one');
      expect(startedOf(memory, 'signals')).toHaveLength(2);
    });

    it('groups messages with the same key', async () => {
      const memory = await host('startsOnAll.bpmn');
      const publish = (name: string, order: string) =>
        memory.publish(name, { correlationKey: order, variables: { order, [name]: true } });
      publish('paid', 'o1');
      publish('packed', 'o2');
      publish('paid', 'o1');
      expect(startedOf(memory, 'orders')).toEqual([]);
      publish('packed', 'o1');
      publish('paid', 'o2');
      publish('packed', 'o1');
      expect(variables(memory, 'orders').map(({ order }) => order)).toEqual(['o1', 'o2', 'o1']);
      expect(standsAt(memory, 'orders')).toEqual([['b'], ['b'], ['b']]);
    });

    it('waits for a time too, and within the instance for conditions on its variables', async () => {
      const memory = await host('startsOnAll.bpmn');
      memory.advance('PT2H');
      expect(startedOf(memory, 'late')).toEqual([]);
      memory.broadcast('one', { x: 0 });
      expect(standsAt(memory, 'late')).toEqual([['dated']]);
      memory.send(startedOf(memory, 'late')[0]!.id, { type: 'variablesSet', variables: { x: 1 } });
      expect(standsAt(memory, 'late')).toEqual([['c']]);
    });

    it('a signal for the instance that an event-based gateway started at another one does not start a second', async () => {
      const memory = await host('startsOnAll.bpmn');
      memory.broadcast('left');
      memory.broadcast('right');
      expect(startedOf(memory, 'sides').map(({ state }) => state.status)).toEqual(['completed']);
    });
  });
});
