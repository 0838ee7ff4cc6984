import type { EventDefinition } from '../graph';
import type { Element, Link } from '../program';
import type { Instance } from '../state';
import { condition, value } from './evaluate';
import type { Step } from './Step';
import type { Variables } from '../events';

/** What a behavior sees: one instance, its element, and expressions evaluated in its scope. */
export class Here {
  constructor(
    readonly step: Step,
    readonly instance: Instance,
    readonly element: Element,
  ) {}

  get node() {
    return this.element.node;
  }

  get outgoing(): Link[] {
    return this.element.outgoing;
  }

  get defaultFlow(): Link | undefined {
    return this.element.defaultFlow;
  }

  get events(): EventDefinition[] {
    return this.element.events;
  }

  /** What the behavior stored about this instance. */
  get data(): Record<string, unknown> {
    return this.instance.data ?? {};
  }

  /** Whether a sequence flow may be taken: its condition holds, or it has none and is not the default. */
  holds(flow: Link, extra?: Variables): boolean {
    return flow.condition
      ? condition(this.step, this.instance.key, flow.condition.text, extra)
      : flow !== this.element.defaultFlow;
  }

  /** The value of a FEEL text, as JSON; `extra` variables hide those of the scopes. */
  value(text: string, extra?: Variables): unknown {
    return value(this.step, this.instance.key, text, extra);
  }

  /** A FEEL text that must evaluate to true or false. */
  isTrue(text: string, extra?: Variables): boolean {
    return condition(this.step, this.instance.key, text, extra);
  }

  /** Nothing is active inside, moving or waiting before a join. */
  get idle(): boolean {
    const { index, agenda } = this.step;
    const { key } = this.instance;
    return index.childrenOf(key).size === 0 && agenda.tokensMoving(key) === 0 && index.tokensAtJoins(key) === 0;
  }
}
