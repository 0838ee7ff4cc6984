import { invalid } from './errors';

/**
 * Throws INVALID if variables from outside say where a case is (`seat`): a transfer between commissions moves it, in the
 * steps that the law has for it (Rules33 art. 9), and nothing else. Nor who its parties are (`partiesCompleted`): those in
 * charge complete them, by an act of their own.
 */
export function demandSeat(variables: Readonly<Record<string, unknown>> = {}): void {
  if (Object.hasOwn(variables, 'partiesCompleted'))
    throw invalid(
      'variables.partiesCompleted',
      '当事人只能由承办人员用“补全当事人信息”补全，不能直接写入',
      'The parties are completed by those in charge, by the act that is there for it, and not written by hand',
    );
  if (Object.hasOwn(variables, 'seat'))
    throw invalid(
      'variables.seat',
      '案件由哪个仲裁委员会管辖只能通过移送（办案规则第9条）改变，不能直接写入',
      'Which commission has a case changes only by a transfer (Rules33 art. 9), not by writing it',
    );
}
