import { LEAST_HELD, LEAST_WRITTEN, MOST_DATA, MOST_ENTERED, MOST_WORK, MOST_WRITTEN } from '../budgets';
import type { Command } from '../commands';
import type { Fact } from '../facts';
import type { Work } from '../feel';
import { sizeOf } from '../size';
import type { Instance, Key } from '../state';
import type { Step } from './Step';
import { Stuck } from './Stuck';
import { weigh, type Weighed, weightOfState } from './weight';

/** An expression that is looked at after the step has stopped: enough for a condition, not for a loop. */
const AFTERWARDS = 5_000;

/**
 * What a step may still do. What exceeds it stops the step with one incident, at the element that did: whatever would be
 * entered after it is held back until that incident is resolved, and then goes on with a budget of its own.
 */
export class Budget {
  /** What expressions may still do. */
  work: Work;
  /** The element instance at which the step stopped. */
  stoppedAt?: Key;
  /** What was entered since, and has not begun. */
  readonly held: Key[] = [];
  /** Parts of instances' lives under way: what is stuck within one is an incident of it. */
  attempts = 0;
  private readonly weighed: Weighed = { comes: 0, goes: 0, written: 0 };
  private entered = 0;
  private bytes = 0;

  constructor(
    private readonly step: Step,
    private readonly most = MOST_ENTERED,
    work = MOST_WORK,
  ) {
    this.work = { left: work };
    this.counts = step.since(2);
  }

  /** The rules of the first edition had no budget but the number of elements. */
  private readonly counts: boolean;

  /** For one expression. */
  forExpression(): Work | undefined {
    if (!this.counts) return undefined;
    return this.stoppedAt === undefined ? this.work : { left: AFTERWARDS };
  }

  /** Work beside expressions, such as looking at everybody who waits. */
  spend(pieces: number): void {
    if (this.counts) this.work.left -= pieces;
  }

  /** An element is entered; why it must not begin, if it must not. */
  enter(): Stuck | undefined {
    this.entered += 1;
    if (this.entered > this.most)
      return new Stuck(
        'LOOP_WITHOUT_WAIT',
        '一次推进中进入的元素过多，流程可能有不等待的循环。 / Too many elements were entered at once: the process may loop without a wait.',
      );
    if (!this.counts) return undefined;
    if (this.work.left < 0) return tooLong();
    return this.bytes > MOST_WRITTEN
      ? new Stuck(
          'STEP_TOO_LONG',
          '一次推进中写入的内容过多；重试将从这里继续。 / The step writes too much at once; a retry goes on from here.',
        )
      : undefined;
  }

  /** How many instances of a loop may begin at once. */
  get room(): number {
    const { index } = this.step;
    return Math.min(
      this.most - this.entered,
      Math.floor((MOST_WRITTEN - this.bytes) / LEAST_WRITTEN),
      Math.floor((MOST_DATA - index.bytes) / LEAST_HELD),
    );
  }

  /** Something that is about to happen is counted. Throws Stuck where an instance's life makes it hold too much. */
  take(fact: Fact): void {
    const { step, weighed } = this;
    weigh(step.state, fact, weighed);
    const { index } = step;
    const grows = weighed.comes - weighed.goes;
    if (grows > GRACE && index.bytes + grows > MOST_DATA && this.attempts > 0 && this.counts) {
      index.bytes = weightOfState(step.state);
      if (index.bytes + grows > MOST_DATA) throw tooLarge(index.bytes + grows);
    }
    index.bytes += grows;
    this.bytes += weighed.comes + weighed.written;
  }

  /** A command that is written with the step is counted. */
  send(command: Command): void {
    if (command.type === 'openTask' || command.type === 'publishMessage' || command.type === 'broadcastSignal')
      this.bytes += 200 + sizeOf(command.variables);
  }

  /** The step stops at this instance: the first to exceed the budget. */
  stop(instance: Instance): void {
    if (this.counts) this.stoppedAt ??= instance.key;
  }
}

/** What is that small (an instance, a count) goes on: else nothing would, and nothing could be mended. */
const GRACE = 2_000;

export const tooLong = (): Stuck =>
  new Stuck(
    'STEP_TOO_LONG',
    '一次推进中的计算总量超出上限；请缩小循环或列表后重试，重试将从这里继续。 / One step computes too much; narrow the loops or lists and retry, which goes on from here.',
  );

export const tooLarge = (bytes: number): Stuck =>
  new Stuck(
    'TOO_LARGE',
    `实例的数据共 ${bytes === Infinity ? '过大或嵌套过深' : `${bytes} 字节`}，超过 ${MOST_DATA} 字节；请清除或缩短变量后重试。 / The instance would hold ${bytes === Infinity ? 'too much, or values nested too deep' : `${bytes} bytes`}, and may hold ${MOST_DATA}: clear or shorten variables, then retry.`,
  );
