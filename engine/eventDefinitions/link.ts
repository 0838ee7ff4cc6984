import type { EventBehavior } from '../behavior';
import type { EventDefinition } from '../graph';
import { leave } from '../run/lifecycle';
import { Stuck } from '../run/Stuck';
import { place } from '../run/tokens';

/** Continues at the catching link with the same name in the same scope (§10.5.5). */
export const link: EventBehavior<Extract<EventDefinition, { type: 'link' }>> = {
  throws: (here, { name }) => {
    const target = here.element.scope!.children.find(
      (other) => other.inner.catches && other.events.some((event) => event.type === 'link' && event.name === name),
    );
    if (!target)
      throw new Stuck(
        'NO_SUCH_LINK',
        `没有名为「${name}」的链接捕获事件。`,
        `There is no catching link event “${name}”.`,
      );
    return [
      (step, instance) => {
        place(step, target, instance.scope!);
        leave(step, instance, []);
      },
    ];
  },
};
