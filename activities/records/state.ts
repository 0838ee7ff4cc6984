import { apply, type State } from '../../engine';
import { Steps, type Step } from '../../models';
import type { Batch } from '../../workflows/hostContract';

/** The state of an instance according to its recorded steps, and the last step; undefined if none is recorded. */
export async function recordedState(instance: string): Promise<{ state: State; last: Batch } | undefined> {
  let state: State | undefined;
  let last: Batch | undefined;
  for await (const { body } of Steps.find({ instance }, { body: 1 }).sort({ sequence: 1 }).lean<Step[]>().cursor()) {
    last = JSON.parse(body) as Batch;
    state = last.facts.reduce<State | undefined>((before, fact) => apply(before as State, fact), state);
  }
  return state && last && { state, last };
}

/** The last recorded step of an instance. */
export async function lastStep(instance: string): Promise<Batch | undefined> {
  const [step] = await Steps.find({ instance }, { body: 1 }).sort({ sequence: -1 }).limit(1).lean<Step[]>();
  return step && (JSON.parse(step.body) as Batch);
}

/** Whether the last recorded step is that the server has ended the workflow (see `recordEnd`). */
export const endedByServer = ({ events }: Batch): boolean => events.some(({ type }) => type === 'workflowEnded');
