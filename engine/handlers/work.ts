import { bytesWith } from '../admit';
import { splitLanguages } from '../bilingual';
import { MOST_DATA } from '../budgets';
import type { Variables } from '../events';
import type { Job } from '../graph';
import { attempt } from '../run/attempt';
import { raise, resolve } from '../run/incidents';
import { runAgain } from '../run/jobs';
import { complete } from '../run/lifecycle';
import { keepResult, listen, listenerAt } from '../run/listeners';
import { listenerCompleted } from '../run/resume';
import { abort } from '../run/abort';
import { escalate, throwOutwards } from '../run/throwing';
import type { Step } from '../run/Step';
import { tooLarge } from '../run/Budget';
import { setLocal } from '../run/variables';
import { endWait } from '../run/waits';
import type { Instance, Key } from '../state';
import { waitingAt } from './find';
import type { Handler } from './index';

export const taskCompleted: Handler<'taskCompleted'> = (step, { key, variables }) => done(step, key, 'task', variables);
export const jobCompleted: Handler<'jobCompleted'> = (step, { key, variables }) => done(step, key, 'job', variables);

export const callCompleted: Handler<'callCompleted'> = (step, { key, variables }) => {
  const { instance } = waitingAt(step, key, 'call');
  const { node } = step.element(instance);
  if (node.called!.propagateAllChild || node.outputs || node.dataOutputs) return done(step, key, 'call', variables);
  const go = done(step, key, 'call');
  // Nothing is passed on, but listeners to the end of the call see what was returned.
  const heard = step.since(2) && variables && node.listeners?.some(({ on }) => on === 'completing' || on === 'end');
  return heard
    ? () => {
        attempt(step, instance, 'complete', () => setLocal(step, key, variables));
        if (!instance.incident) go();
      }
    : go;
};

function done(step: Step, key: Key, type: 'task' | 'job' | 'call', variables: Variables = {}): () => void {
  const { instance, index } = waitingAt(step, key, type);
  return () => {
    resolve(step, instance, 'completed');
    const bytes = type === 'task' || !step.since(2) ? 0 : bytesWith(step.state, variables);
    if (bytes > MOST_DATA) return refuseResult(step, instance, bytes);
    const { listener } = instance.waits![index] as { listener?: number };
    endWait(step, instance, index, true);
    if (listener !== undefined) return listenerCompleted(step, instance, listener, variables);
    if (listen(step, instance, 'completing')) keepResult(step, instance, variables);
    else complete(step, instance, variables);
  };
}

/** The result from outside is too large: a retry requests it again. */
function refuseResult(step: Step, instance: Instance, bytes: number): void {
  const { code, zh, en } = tooLarge(bytes);
  raise(step, instance, { code, zh, en, at: step.now, phase: 'work' });
}

export const jobFailed: Handler<'jobFailed'> = (step, { key, code, message, retries = 0, variables }) => {
  const { instance } = waitingAt(step, key, 'job');
  return () => {
    if (code !== undefined) return fail(step, instance, code, message, variables);
    if (retries > 0) return runAgain(jobOf(step, instance), retries)(step, instance);
    resolve(step, instance, 'retried');
    raise(step, instance, {
      code: 'JOB_FAILED',
      ...splitLanguages(message),
      at: step.now,
      retriesLeft: 0,
      phase: 'work',
    });
  };
};

export const callFailed: Handler<'callFailed'> = (step, { key, code, message = '' }) => {
  const { instance } = waitingAt(step, key, 'call');
  return () => {
    if (code !== undefined) return fail(step, instance, code, message, {});
    raise(step, instance, {
      code: 'CALL_FAILED',
      ...(message
        ? splitLanguages(message)
        : { zh: '被调用的流程没有完成就结束了。', en: 'The called process ended without completing.' }),
      at: step.now,
      phase: 'work',
    });
  };
};

export const callEscalated: Handler<'callEscalated'> = (step, { key, code, variables = {} }) => {
  const { instance } = waitingAt(step, key, 'call');
  return () => escalate(step, instance, code, variables);
};

/** A BPMN error: caught by the model, otherwise by the caller, otherwise an incident of the outermost process. */
function fail(step: Step, instance: Instance, code: string, message: string, variables: Variables = {}): void {
  if (throwOutwards(step, instance, { event: 'error', code, message }, variables)) return;
  if (step.state.instance?.parent) return abort(step, 'failed', 'error', { code, message });
  const { zh, en } = splitLanguages(message);
  raise(step, instance, {
    code: 'UNHANDLED_ERROR',
    zh: `没有元素捕获错误「${code}」。${zh}`,
    en: `Nothing catches the error “${code}”. ${en}`.trim(),
    at: step.now,
    phase: 'work',
  });
}

function jobOf(step: Step, instance: Instance): Job {
  const { node } = step.element(instance);
  return (listenerAt(step, instance) ??
    node.job ??
    node.message?.job ??
    node.events?.flatMap((event) => (event.type === 'message' && event.message.job ? [event.message.job] : []))[0])!;
}
