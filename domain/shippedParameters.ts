import type { Parameter } from './parameters';

/**
 * Average annual wages of 2022 and 2023 by city (安徽省统计局, reprinted by 合肥市瑶海区统计局 on 2024-07-18). In force, as the
 * average “of the year before”, for what ends in the following year.
 */
const averages: Readonly<Record<string, readonly [of2022: number, of2023: number]>> = {
  '340100': [112019, 119182], // 合肥
  '340200': [95107, 101541], // 芜湖
  '340300': [87572, 93281], // 蚌埠
  '340400': [111495, 114018], // 淮南
  '340500': [107254, 108404], // 马鞍山
  '340600': [95154, 101697], // 淮北
  '340700': [98719, 101474], // 铜陵
  '340800': [89207, 90642], // 安庆
  '341000': [94611, 95889], // 黄山
  '341100': [93649, 94719], // 滁州
  '341200': [85142, 89994], // 阜阳
  '341300': [82542, 85332], // 宿州
  '341500': [97256, 98386], // 六安
  '341600': [81498, 86966], // 亳州
  '341700': [95852, 96920], // 池州
  '341800': [88968, 92383], // 宣城
};

const average = (region: string, year: number, value: number, title: string): Parameter => ({
  name: 'averageWage.city',
  region,
  from: `${year + 1}-01-01`,
  to: `${year + 1}-12-31`,
  value,
  source: { title },
  provisional: {
    zh: `统计局公布的${year}年城镇非私营单位就业人员年平均工资；本市作为“职工平均工资”公布的数可能不同`,
    en: `the ${year} average of persons employed in urban non-private units, as the bureau of statistics published it; what the city publishes as the average wage may differ`,
  },
});

/**
 * The parameters that ship: those for which a published source was found. The minimum wages, the rate of the allowance
 * for heat and later averages are entered by the administrators; until then a calculation asks for them or says that
 * it is provisional.
 */
export const shippedParameters: Parameter[] = [
  ...Object.entries(averages).flatMap(([region, values]) =>
    values.map((value, index) =>
      average(region, 2022 + index, value, '2023年安徽省城镇非私营单位分地区就业人员年平均工资（安徽省统计局）'),
    ),
  ),
  average('341600', 2024, 88523, '2024年亳州市城镇单位就业人员年平均工资情况（亳州市统计局，2025-07-07）'),
];
