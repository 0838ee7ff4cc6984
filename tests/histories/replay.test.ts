import { Worker } from '@temporalio/worker';
import { workflowBundle } from '../../bin/workflowBundle';
import { allRecorded, dataConverter } from './recorded';

const recorded = allRecorded();
const options = async () => ({ workflowBundle: await workflowBundle(), dataConverter, sinks: { replayed: { batch: { fn: () => undefined, callDuringReplay: false } } } });

/** A change of the workflow code that would have done anything else in a running case, or in another order, fails here. */
describe('recorded cases go on under the present code', () => {
  it.each(recorded)('$story', async ({ workflows }) => {
    const histories = workflows.map(({ id, history }) => ({ workflowId: id, history }));
    const failed: string[] = [];
    for await (const { workflowId, error } of Worker.runReplayHistories(await options(), histories)) if (error) failed.push(`${workflowId}: ${error.message}`);
    expect(failed).toEqual([]);
  }, 120_000);

  it('holds every stage of the pipeline', () => {
    const called = recorded.flatMap(({ workflows }) => workflows).flatMap(({ history }) => JSON.stringify(history).match(/HeyiDefinition.{0,200}/)?.[0] ?? []);
    expect(called.length).toBeGreaterThan(10);
  });

  it('notices a step that the code would not take', async () => {
    const { workflows: [first] } = recorded[0]!;
    const { events } = structuredClone(first!.history) as { events: { timerStartedEventAttributes?: { timerId?: string }; eventType?: unknown; markerRecordedEventAttributes?: object }[] };
    const marker = events.findIndex(({ markerRecordedEventAttributes }) => markerRecordedEventAttributes);
    // The first local activity never came to be: what follows is out of order.
    const history = { events: events.filter((_, index) => index !== marker).map((event, index) => ({ ...event, eventId: `${index + 1}` })) };
    await expect(Worker.runReplayHistory(await options(), history, first!.id)).rejects.toThrow();
  }, 60_000);
});
