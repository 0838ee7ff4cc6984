import type { Instance } from '../../models';
import type { Batch } from '../../workflows/hostContract';
import type { WorkflowStatus } from './align';
import type { Recorder } from './Recorder';
import { lastStep } from './state';

const words: Record<string, [zh: string, en: string]> = {
  TERMINATED: ['被服务器或管理员强行终止', 'was terminated by the server or an operator'],
  TIMED_OUT: ['超时结束', 'timed out'],
  FAILED: ['失败结束', 'failed'],
  CANCELLED: ['被取消', 'was cancelled'],
  COMPLETED: ['已经完成，但记录没有跟上', 'completed, but the records do not show it'],
  GONE: ['在流程服务中已不存在', 'is no longer known to the workflow service'],
};

/**
 * Records that the server has ended the workflow of an instance that is active in its records. It is a step like any
 * other, without facts: the last state of the process stays readable, an incident says what happened, and a step that
 * the workflow takes after a reset replaces it, as it would an orphan.
 */
export async function recordEnd(
  { _id, sequence }: Pick<Instance, '_id' | 'sequence'>,
  { status, closedAt, reason }: WorkflowStatus,
  now: Date,
  recorder: Recorder,
): Promise<void> {
  const last = await lastStep(_id);
  if (!last || last.sequence !== sequence || last.status !== 'active') return;
  const [zh, en] = words[status] ?? words.FAILED!;
  const at = now.toISOString();
  const when = closedAt?.toISOString() ?? '';
  const why = ` (${[status, when, reason].filter(Boolean).join(', ')})`;
  const text = { zh: `流程实例${zh}${why}`, en: `The workflow ${en}${why}` };
  const { filing: _filing, ...head } = last;
  const batch: Batch = {
    ...head,
    sequence: sequence + 1,
    at,
    events: [{ type: 'workflowEnded', at, reason: `${text.zh} / ${text.en}` }],
    facts: [],
    commands: [
      {
        type: 'raiseIncident',
        key: 1,
        element: last.process,
        incident: { code: 'WORKFLOW_ENDED', ...text, phase: 'work', at },
      },
    ],
    status: status === 'TERMINATED' || status === 'CANCELLED' ? 'terminated' : 'failed',
  };
  await recorder.record(batch);
}
