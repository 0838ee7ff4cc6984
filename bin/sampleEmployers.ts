import { creditCheck } from '../domain/creditCode';
import type { EmployerEntry } from '../domain/employers/employer';
import type { Industry } from '../domain/industries';
import { regions } from '../domain/regions';
import { derivedOf, type Employer } from '../models';

/** Branches of business: what employers of the section are called, and how many work there. */
const trades: [name: string, industry: Industry, headcount: number][] = [
  ['精密机械制造有限公司', 'C', 1_250],
  ['建筑劳务有限公司', 'E', 320],
  ['供应链管理有限公司', 'G', 160],
  ['酒店管理有限公司', 'H', 85],
  ['商贸有限公司', 'F', 45],
  ['信息技术有限公司', 'I', 120],
];
const words = ['华兴', '宏远', '瑞丰', '江淮', '新安', '皖源', '天成', '金桥'];

/** The employers of the sample cases: code, name, place, section, headcount. */
const ofCases: [string, string, string, Industry, number][] = [
  ['913401110000000198', '合肥某餐饮管理有限公司', '340111', 'H', 86],
  ['913402020000000277', '芜湖某物流有限公司', '340202', 'G', 410],
  ['913408000000000354', '安庆某纺织有限公司', '340800', 'C', 640],
  ['91340826000000043L', '宿松某建设工程有限公司', '340826', 'E', 150],
  ['91340304000000051R', '蚌埠某酒店有限公司', '340304', 'H', 120],
  ['9134120000000006XY', '阜阳某商贸有限公司', '341200', 'F', 60],
  ['91340100000000078D', '合肥某信息技术有限公司', '340100', 'I', 230],
  ['91340500000000086W', '马鞍山某钢结构有限公司', '340500', 'C', 1100],
  ['913401110000000941', '合肥某供应链管理有限公司', '340111', 'G', 95],
  ['913411000000001075', '滁州某电子有限公司', '341100', 'C', 1800],
  ['91341882000000115W', '广德某竹业有限公司', '341882', 'C', 35],
  ['91341500000000123F', '六安某运输有限公司', '341500', 'G', 280],
];
const known = ofCases.map(([creditCode, name, region, industry, headcount]): EmployerEntry => ({
  creditCode,
  name,
  region,
  industry,
  headcount,
  union: headcount >= 200,
  committee: headcount >= 400,
  focus: ['E', 'H'].includes(industry),
}));

/** When the samples were entered, before the sample cases were filed. */
const at = new Date('2026-05-01T01:00:00Z');

/** A few dozen employers: some in focus, some registered twice, most large ones with a union and a committee. */
export function sampleEmployers(): Employer[] {
  const cities = regions.filter(({ level }) => level === 'city');
  const made = cities.flatMap(({ code, zh }, city): EmployerEntry[] =>
    [0, 1, 2].map((n) => {
      const index = city * 3 + n;
      const [trade, industry, usual] = trades[index % trades.length]!;
      const headcount = usual + ((index * 37) % 60);
      const place = regions.find(({ parent }) => parent === code)?.code ?? code;
      return {
        creditCode: codeOf(place, index),
        name: `${zh.slice(0, -1)}${words[index % words.length]}${trade}`,
        region: place,
        industry,
        headcount,
        foundedOn: `${2002 + (index % 20)}-0${1 + (index % 9)}-15`,
        union: headcount >= 100,
        committee: headcount >= 300 && index % 4 !== 0,
        partyOrganisation: headcount >= 300,
        negotiationRules: index % 3 === 0,
        focus: index % 7 === 0,
        ...(index % 11 === 0 && { formerNames: [`${zh.slice(0, -1)}${words[index % words.length]}实业有限公司`] }),
      };
    }),
  );
  const [first] = made;
  const twice = { ...first!, creditCode: codeOf('340100', 900), name: first!.name.replace('合肥', '合肥市') };
  const all = [...known, ...made, twice];
  const doubled = new Set([first!.creditCode, twice.creditCode]);
  return all.map(({ creditCode, ...entry }) => ({
    _id: creditCode,
    codes: [creditCode],
    active: true,
    ...entry,
    ...derivedOf(entry, [creditCode]),
    suspect: doubled.has(creditCode),
    distinct: [],
    changes: [{ at, by: 'system', how: 'import' as const, fields: [{ field: 'name', to: entry.name }] }],
    merged: [],
    version: 1,
    registeredAt: at,
    updatedAt: at,
  }));
}

function codeOf(place: string, index: number): string {
  const body = `91${place}${String(800_000_000 + index)}`;
  return body + creditCheck(body);
}
