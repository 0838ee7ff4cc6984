import type { Text } from '../text';
import { plain, shown, type Exact, type Field } from './Calculation';
import type { Given } from './Given';
import { sourceOf, type Standards } from './Standards';

/** The field for those who know the figure, or where none has been entered. */
export const localAverage: Field = {
  key: 'average',
  type: 'money',
  // More is the average of a year.
  most: 50_000,
  optional: true,
  label: {
    zh: '本市上年度职工月平均工资（元，知道的话）',
    en: 'The city’s average monthly wage of the year before (yuan, if known)',
  },
  help: {
    zh: '工资高的才用得上（三倍封顶）。不填的，用系统里的数。',
    en: 'It matters for high wages only (capped at three times). If left empty, the figure kept here is used.',
  },
};

export interface Base {
  /** The wage of one month after floor and cap. */
  wage: Exact;
  /** Whether the cap applies, and with it twelve years at most. */
  capped: boolean;
  steps: Text[];
  provisional: Text[];
}

/**
 * The monthly wage of compensation: not below the local minimum wage (实施条例 art. 27), not above three times the city’s
 * average of the year before, and then for twelve years at most (劳动合同法 art. 47(2)).
 */
export function compensationBase(given: Given, standards: Standards): Base {
  const [place, day] = [given.text('place'), given.day('ended')!];
  const entered = given.number('wage');
  const minimum = standards.at('minimumWage.monthly', place, day);
  const raised = minimum !== undefined && entered.lt(minimum.value);
  const wage = raised ? minimum.value : entered;
  const steps: Text[] = [];
  const provisional: Text[] = [];
  if (raised) {
    steps.push({
      zh: `月工资${plain(entered)}元低于当地最低工资${plain(minimum.value)}元，按最低工资计算（实施条例第27条；${sourceOf(minimum)}）`,
      en: `The wage of ${plain(entered)} yuan is below the local minimum of ${plain(minimum.value)}, which applies (Regulation art. 27; ${sourceOf(minimum)})`,
    });
    if (minimum.doubt) provisional.push(doubted('最低工资', 'Minimum wage', minimum.doubt));
  }
  const standard = given.has('average') ? undefined : standards.latest('averageWage.city', place, day);
  const average = given.has('average') ? given.number('average') : standard?.value.div(12);
  if (!average || average.isZero()) {
    provisional.push({
      zh: '本市上年度职工月平均工资没有录入，没有检查三倍封顶（劳动合同法第47条第2款）；工资较高的，请填上再算。',
      en: 'No average wage of this city has been entered, so the cap of three times of it was not checked (art. 47(2)); with a high wage, enter it and calculate again.',
    });
    return { wage, capped: false, steps, provisional };
  }
  const cap = average.times(3);
  if (wage.lte(cap)) {
    steps.push({
      zh: `月工资${plain(wage)}元，没有超过本市上年度职工月平均工资的三倍${shown(cap)}元（第47条第2款）`,
      en: `The wage of ${plain(wage)} yuan does not exceed three times the city’s average, ${shown(cap)} yuan (art. 47(2))`,
    });
    // The cap is out of reach by a good margin: the doubt cannot change the result.
    if (standard?.doubt && wage.times(2).gt(cap)) provisional.push(doubted('平均工资', 'Average wage', standard.doubt));
    return { wage, capped: false, steps, provisional };
  }
  steps.push({
    zh: `月工资${plain(wage)}元，超过本市上年度职工月平均工资${shown(average)}元的三倍，按三倍${shown(cap)}元计算，年限最多十二年（第47条第2款${standard ? `；${sourceOf(standard)}，年平均${plain(standard.value)}元` : ''}）`,
    en: `The wage of ${plain(wage)} yuan exceeds three times the city’s average of ${shown(average)}: ${shown(cap)} yuan apply, for at most twelve years (art. 47(2)${standard ? `; ${sourceOf(standard)}, ${plain(standard.value)} a year` : ''})`,
  });
  if (standard?.doubt) provisional.push(doubted('平均工资', 'Average wage', standard.doubt));
  return { wage: cap, capped: true, steps, provisional };
}

const doubted = (zh: string, en: string, doubt: Text): Text => ({
  zh: `${zh}：${doubt.zh}。`,
  en: `${en}: ${doubt.en}.`,
});

/** The months of wages under art. 47, twelve at most where the cap applies. */
export const cappedMonths = (months: number, { capped }: Base): number => (capped ? Math.min(months, 12) : months);

/** The wage as it was before the cap, for what art. 47(2) does not reach. */
export const uncappedWage = (given: Given, base: Base): Exact => (base.capped ? given.number('wage') : base.wage);
