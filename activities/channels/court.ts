import type { Channel } from './Channel';
import { post } from './webhook';

/** The result of a mediation that a court referred, to the court's system; `court.return` addresses it. */
export const court: Channel = {
  addresses: () => [],
  send: ({ notice, delivery }, deps) => post(deps.court, delivery.body, notice._id, deps),
};
