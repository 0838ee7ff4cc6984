import { compileFeel, FeelLimitError, FeelSyntaxError, toJson } from '../feel';

/** Two instants: an expression with the same value at both does not depend on when it is evaluated. */
const INSTANTS = ['2000-01-01T00:00:00Z', '2001-06-15T12:00:00Z'];

/**
 * The values of a FEEL expression that reads no variables, at both instants. With `unread`, it may read variables, all
 * of which are null. Empty if it depends on variables or cannot be evaluated.
 */
export function constantValues(text: string, unread = false): unknown[] {
  try {
    const expression = compileFeel(text);
    if (!unread && expression.reads.length + expression.mayRead.length) return [];
    return INSTANTS.map((now) => toJson(expression.evaluate({ get: () => undefined, has: () => false, now })));
  } catch (error) {
    if (error instanceof FeelSyntaxError || error instanceof FeelLimitError) return [];
    throw error;
  }
}
