import { nearest, parameterAt } from '../parameterAt';
import type { Parameter } from '../parameters';
import type { Day } from '../limits/dates';
import type { Text } from '../text';
import { Exact } from './Calculation';

/** The parameters on which calculations depend: all that the public page needs of them. */
export const calculatorParameters: readonly string[] = [
  'averageWage.city',
  'minimumWage.monthly',
  'heatAllowance.daily',
];

export interface Standard {
  value: Exact;
  parameter: Parameter;
  /** Why it is not certain: an older one, or one that was entered as provisional. */
  doubt?: Text;
}

/** Average and minimum wages and the like, by place and date, as the administrators keep them; and today. */
export class Standards {
  constructor(
    private readonly parameters: readonly Parameter[],
    readonly today: Day,
  ) {}

  /** The value in force at a place on a day. */
  at(name: string, place: string, day: Day): Standard | undefined {
    const found = parameterAt(this.parameters, name, place, day);
    return found && standardOf(found);
  }

  /** The same; without one the latest before that day, which is provisional. */
  latest(name: string, place: string, day: Day): Standard | undefined {
    const now = this.at(name, place, day);
    if (now) return now;
    const last = nearest(this.parameters, name, place, day);
    return (
      last && {
        ...standardOf(last),
        doubt: {
          zh: `${day.slice(0, 4)}年适用的数还没有录入，暂用自${last.from}至${last.to}适用的数，公布后可能变化`,
          en: `the figure for ${day.slice(0, 4)} has not been entered; that of ${last.from} to ${last.to} is used for now and may change`,
        },
      }
    );
  }
}

function standardOf(parameter: Parameter): Standard {
  return {
    value: new Exact(parameter.value),
    parameter,
    ...(parameter.provisional && {
      doubt: { zh: `数据暂用：${parameter.provisional.zh}`, en: `provisional: ${parameter.provisional.en}` },
    }),
  };
}

/** Where a standard comes from, in words. */
export const sourceOf = ({ parameter: { source } }: Standard): string =>
  source.number ? `${source.title}（${source.number}）` : source.title;
