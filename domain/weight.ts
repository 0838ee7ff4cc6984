import { acts, actTraits } from './acts';
import { offersOf } from './offers';

/** Decisions of authorities on a dispute: nobody else can make them. */
const decisions = new Set([
  'award.issue',
  'award.partial',
  'judgment.issue',
  'set-aside.grant',
  'set-aside.dismiss',
  'appeal.decide',
  'appeal.change',
  'payment-order.issue',
]);

/** What an application or a suit ends with: it cannot be withdrawn afterwards (办案规则第35条; 民事诉讼法第148条). */
export const results: readonly string[] = ['award.issue', 'judgment.issue'];

/** Messages that say that somebody has bound themselves or given something up: waiting for one is waiting for the act. */
export const bindingMessages: ReadonlySet<string> = new Set(['withdraw', 'representation.answered']);

/**
 * Whether a task with these properties stands for what people bind themselves by or authorities decide: a signature,
 * consent, a settlement, an award. An act that is unknown here (an administrator's own) counts as binding.
 */
export const bindsPeople = (properties: Readonly<Record<string, string>> = {}): boolean =>
  properties.signs !== undefined ||
  offersOf(properties).some(({ code }) => {
    const { binding, closing } = actTraits(code);
    return !acts.has(code) || binding || closing || decisions.has(code);
  });
