import { Instances, type Instance } from '../../models';
import { raiseHostIncident } from './hostIncidents';

/** A workflow is not reported again before this many milliseconds have passed. */
const PAUSE = 60_000;
const KEPT = 1_000;
const reported = new Map<string, number>();

/**
 * A workflow refused a signal or an update that this system did not send (workflows/refuseForeign.ts): one incident,
 * however many there were.
 */
export async function reportForeign(
  workflow: string,
  kind: 'signal' | 'update',
  name: string,
  now: Date,
): Promise<void> {
  const last = reported.get(workflow);
  if (last !== undefined && now.getTime() - last < PAUSE) return;
  reported.set(workflow, now.getTime());
  if (reported.size > KEPT) reported.delete(reported.keys().next().value!);
  const instance = await Instances.findById(workflow).lean<Instance>();
  const shown = name.slice(0, 200);
  await raiseHostIncident(
    {
      instance: workflow,
      case: instance?.case ?? '',
      process: instance?.process ?? workflow.split('/')[0]!,
      definition: instance?.definition ?? '',
      region: instance?.region,
      code: 'MESSAGE_REFUSED',
      text:
        kind === 'signal'
          ? {
              zh: `流程收到信号“${shown}”，它不是本系统发出的，已拒绝`,
              en: `The workflow received the signal “${shown}”, which this system did not send; it was refused`,
            }
          : {
              zh: `流程收到请求“${shown}”，它不是本系统发出的，已拒绝`,
              en: `The workflow received the update “${shown}”, which this system did not send; it was refused`,
            },
    },
    now,
  );
}
