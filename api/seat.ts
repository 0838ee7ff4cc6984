import { invalid } from './errors';

/**
 * Throws INVALID if variables from outside say where a case is (`seat`): a transfer between commissions moves it, in the
 * steps that the law has for it (Rules33 art. 9), and nothing else.
 */
export function demandSeat(variables: Readonly<Record<string, unknown>> = {}): void {
  if (Object.hasOwn(variables, 'seat'))
    throw invalid(
      'variables.seat',
      '案件由哪个仲裁委员会管辖只能通过移送（办案规则第9条）改变，不能直接写入',
      'Which commission has a case changes only by a transfer (Rules33 art. 9), not by writing it',
    );
}
