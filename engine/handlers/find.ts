import { Refusal } from '../Refusal';
import type { Step } from '../run/Step';
import type { Instance, Key, Wait } from '../state';

/** The element instance with that key. Throws Refusal. */
export function instanceAt(step: Step, key: Key): Instance {
  const instance = step.instance(key);
  if (!instance)
    throw new Refusal(
      'NO_SUCH_INSTANCE',
      `没有编号为 ${key} 的活动元素，它可能已经完成或被撤回。`,
      `There is no active element with key ${key}: it may have been completed or withdrawn.`,
    );
  return instance;
}

/** The instance with that key, which must wait for that kind of thing, and the position of the wait. Throws Refusal. */
export function waitingAt(step: Step, key: Key, type: Wait['type']): { instance: Instance; index: number } {
  const instance = step.instance(key);
  const index = instance?.waits?.findIndex((wait) => wait.type === type) ?? -1;
  if (!instance || index < 0) {
    throw new Refusal(
      'NOT_WAITING',
      `编号 ${key} 的元素不在等待这个操作，它可能已经完成或被撤回。`,
      `The element with key ${key} is not waiting for this: it may have been completed or withdrawn.`,
      instance?.element,
    );
  }
  return { instance, index };
}
