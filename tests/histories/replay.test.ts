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

/**
 * A change of the workflow code that would have done anything else in a running case, or in another order, fails here.
 */
describe('recorded cases go on under the present code', () => {
  it.each(
    recorded.flatMap(({ story, workflows }) => workflows.map(({ id, history }) => [story, id, history] as const)),
  )(
    '%s %s',
    async (_, id, history) => {
      await expect(replay(id, fromJson(history))).resolves.toBeUndefined();
    },
    60_000,
  );

  it('hold every stage of the pipeline', () => {
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

  it('notices a step that the code would not take', async () => {
    const [first] = recorded[0]!.workflows;
    const history = fromJson(first!.history);
    const timer = history.events.find(({ timerStartedEventAttributes }) => timerStartedEventAttributes)!;
    // As if the code then had started an activity where it now arms a timer.
    timer.timerStartedEventAttributes = null;
    timer.eventType = 10;
    timer.activityTaskScheduledEventAttributes = { activityId: '1', activityType: { name: 'notice.send' } };
    await expect(replay(first!.id, history)).rejects.toThrow(/[Nn]ondeterminism/);
  }, 60_000);
});
