import { LEAST_HELD, LEAST_WRITTEN, MOST_DATA, MOST_ENTERED, MOST_WORK, MOST_WRITTEN } from '../budgets';
import type { Command } from '../commands';
import type { Variables } from '../events';
import type { Fact } from '../facts';
import type { Work } from '../feel';
import { boundOf, sizeOf } from '../size';
import type { Instance, Key } from '../state';
import type { Step } from './Step';
import { Stuck } from './Stuck';
import { brings, FACT, takesAway } from './weight';

/** Work allowed for an expression evaluated after the step has stopped: enough for a condition, not for a loop. */
const AFTERWARDS = 5_000;

/**
 * What a step may still do. Exceeding it stops the step with one incident, at the element that did: everything entered
 * after that is held back until the incident is resolved, and then continues with a budget of its own.
 */
export class Budget {
  /** The remaining work for expressions. */
  work: Work;
  /** The element instance at which the step stopped. */
  stoppedAt?: Key;
  /** Instances entered since, which have not begun. */
  readonly held: Key[] = [];
  /** Nested attempts in progress: being stuck within one is an incident of its instance. */
  attempts = 0;
  private entered = 0;
  /** What the step writes; an upper bound as long as that is enough to know that it is not too much. */
  private bytes = 0;
  private exact = false;
  private readonly sent: (Variables | undefined)[] = [];
  /** Of facts that were too large. */
  private refused = 0;

  constructor(
    private readonly step: Step,
    private readonly most = MOST_ENTERED,
    work = MOST_WORK,
  ) {
    this.work = { left: work };
    this.counts = step.since(2);
  }

  /** The first edition of the rules had no budget except the number of elements. */
  private readonly counts: boolean;

  /** The work allowed for one expression. */
  forExpression(): Work | undefined {
    if (!this.counts) return undefined;
    return this.stoppedAt === undefined ? this.work : { left: AFTERWARDS };
  }

  /** Counts work outside expressions, such as checking all waiting instances. */
  spend(pieces: number): void {
    if (this.counts) this.work.left -= pieces;
  }

  /** Counts an entered element; returns the reason if it must not begin. */
  enter(): Stuck | undefined {
    this.entered += 1;
    if (this.entered > this.most)
      return new Stuck(
        'LOOP_WITHOUT_WAIT',
        '一次推进中进入的元素过多，流程可能有不等待的循环。',
        'Too many elements were entered at once: the process may loop without a wait.',
      );
    if (!this.counts) return undefined;
    if (this.work.left < 0) return tooLong();
    return this.writtenAtLeast(MOST_WRITTEN + 1)
      ? new Stuck(
          'STEP_TOO_LONG',
          '一次推进中写入的内容过多；重试将从这里继续。',
          'The step writes too much at once; a retry continues from here.',
        )
      : undefined;
  }

  /** How many of `total` instances of a loop may begin at once. */
  roomFor(total: number): number {
    const { index } = this.step;
    if (total > heldBy(index.bytes)) index.weighAnew();
    this.writtenAtLeast(MOST_WRITTEN - total * LEAST_WRITTEN);
    return Math.min(
      this.most - this.entered,
      Math.floor((MOST_WRITTEN - this.bytes) / LEAST_WRITTEN),
      heldBy(index.bytes),
    );
  }

  /** Counts a fact that is about to be applied. Throws Stuck if an instance would hold too much because of it. */
  take(fact: Fact): void {
    const comes = brings(fact, this.exact ? sizeOf : boundOf);
    this.bytes += FACT + comes;
    if (fact.type !== 'decided' && fact.type !== 'ended') this.hold(fact, comes);
  }

  /** Whether the step writes so much; measured exactly once the upper bound says so. */
  private writtenAtLeast(most: number): boolean {
    if (this.bytes >= most && !this.exact) {
      this.exact = true;
      this.bytes = this.refused;
      for (const fact of this.step.facts) this.bytes += FACT + brings(fact);
      for (const variables of this.sent.splice(0)) this.bytes += COMMAND + sizeOf(variables);
    }
    return this.bytes >= most;
  }

  /**
   * Far from the limit, sizes are only added: most instances never hold much, so measuring what leaves them would be
   * wasted work.
   */
  private hold(fact: Fact, comes: number): void {
    const { index, state } = this.step;
    if (!index.exact) {
      if (index.bytes + comes <= FAR) {
        index.bytes += comes;
        return;
      }
      index.weighAnew();
      if (index.bytes + comes <= FAR / 2) {
        index.bytes += comes;
        index.exact = false;
        return;
      }
    }
    const grows = brings(fact) - takesAway(state, fact);
    if (grows > GRACE && index.bytes + grows > MOST_DATA && this.attempts > 0 && this.counts) {
      index.weighAnew();
      if (index.bytes + grows > MOST_DATA) {
        this.refused += FACT + brings(fact);
        throw tooLarge(index.bytes + grows);
      }
    }
    index.bytes += grows;
  }

  /** Counts a command that is written with the step. */
  send(command: Command): void {
    if (command.type === 'openTask' || command.type === 'publishMessage' || command.type === 'broadcastSignal')
      this.write(command.variables);
  }

  private write(variables: Variables | undefined): void {
    this.bytes += COMMAND + (this.exact ? sizeOf(variables) : boundOf(variables));
    if (!this.exact) this.sent.push(variables);
  }

  /** Stops the step at this instance, the first to exceed the budget. */
  stop(instance: Instance): void {
    if (this.counts) this.stoppedAt ??= instance.key;
  }
}

/** The size of a command without its variables. */
const COMMAND = 200;

/** Until this many bytes have been added to an instance, what leaves it need not be measured. */
const FAR = MOST_DATA / 2;

const heldBy = (bytes: number): number => Math.floor((MOST_DATA - bytes) / LEAST_HELD);

/** Anything this small (an instance, a counter) is always accepted: otherwise nothing could continue or be repaired. */
const GRACE = 2_000;

export const tooLong = (): Stuck =>
  new Stuck(
    'STEP_TOO_LONG',
    '一次推进中的计算总量超出上限；请缩小循环或列表后重试，重试将从这里继续。',
    'One step computes too much; make the loops or lists smaller and retry, which continues from here.',
  );

export const tooLarge = (bytes: number): Stuck =>
  new Stuck(
    'TOO_LARGE',
    `实例的数据${bytes === Infinity ? '过大或嵌套过深' : `共 ${bytes} 字节`}，超过 ${MOST_DATA} 字节；请清除或缩短变量后重试。`,
    `The data of the instance would be ${bytes === Infinity ? 'too large or nested too deeply' : `${bytes} bytes`}; the limit is ${MOST_DATA} bytes: clear or shorten variables, then retry.`,
  );
