import { Worker } from '@temporalio/worker';
import { useLog } from '../../bin/configuration';
import { workflowBundle } from '../../bin/workflowBundle';
import { allRecorded, dataConverter, fromJson, type History } from './recorded';

const recorded = allRecorded();
const replay = async (workflowId: string, history: History): Promise<void> => {
  useLog();
  const sinks = { replayed: { batch: { fn: () => undefined, callDuringReplay: false } } };
  await Worker.runReplayHistory({ workflowBundle: await workflowBundle(), dataConverter, sinks }, history, workflowId);
};

/** Fails if the workflow code would now do something else in a running case, or in another order. */
describe('recorded cases continue under the present code', () => {
  it.each(
    recorded.flatMap(({ story, workflows }) => workflows.map(({ id, history }) => [story, id, history] as const)),
  )(
    '%s %s',
    async (_, id, history) => {
      await expect(replay(id, fromJson(history))).resolves.toBeUndefined();
    },
    60_000,
  );

  it('cover every stage of the pipeline', () => {
    const processOf = ({ events: [started] }: History): string =>
      Buffer.from(
        started!.workflowExecutionStartedEventAttributes!.searchAttributes!.indexedFields!.HeyiDefinition!.data!,
      ).toString();
    const processes = new Set(
      recorded
        .flatMap(({ workflows }) => workflows)
        .map(({ history }) => JSON.parse(processOf(fromJson(history))) as string),
    );
    expect([...processes].sort()).toEqual([
      'arbitration',
      'labour-dispute',
      'litigation',
      'mediation',
      'negotiation',
      'securing',
      'set-aside',
    ]);
  });

  it('detects a step that the code would not take', async () => {
    const [first] = recorded[0]!.workflows;
    const history = fromJson(first!.history);
    const timer = history.events.find(({ timerStartedEventAttributes }) => timerStartedEventAttributes)!;
    // As if the code had then started an activity where it now arms a timer.
    timer.timerStartedEventAttributes = null;
    timer.eventType = 10;
    timer.activityTaskScheduledEventAttributes = { activityId: '1', activityType: { name: 'notice.send' } };
    await expect(replay(first!.id, history)).rejects.toThrow(/[Nn]ondeterminism/);
  }, 60_000);
});
