import ExcelJS from 'exceljs';
import { countFigures } from '../activities/duties/countFigures';
import { cityOf } from '../domain/regions';
import { FigureEntries, Organisations } from '../models';
import { startApi, type Caller, type TestApi } from '../tests/support/startApi';

let api: TestApi;
let official: Caller;
beforeAll(async () => {
  api = await startApi();
  official = await api.as(['official'], { region: '340000' });
  await Organisations.create({
    _id: 'centre',
    name: { zh: '包河调解中心', en: 'Baohe Centre' },
    kind: 'township-centre',
    region: '340111',
    city: '340100',
    industries: [],
    causes: [],
    active: true,
  });
  // In a county, in a city itself, in a county directly under the province, in the province itself; each with an
  // organisation, an industry and a stage, and without.
  for (const region of ['340111', '340111', '340100', '340826', '340000'])
    for (const known of [true, false]) await counted(region, known);
  await countFigures();
}, 120_000);
afterAll(() => api?.stop());

let entries = 0;
const counted = (region: string, known: boolean) =>
  FigureEntries.create({
    _id: String((entries += 1)),
    case: `case ${entries}`,
    area: { region, city: cityOf(region) },
    day: '2026-05-11',
    slices: [
      { slice: 'all', value: '' },
      ...(known
        ? [
            { slice: 'organisation', value: 'centre' },
            { slice: 'industry', value: 'H' },
            { slice: 'stage', value: 'mediation' },
            { slice: 'keyGroup', value: 'migrant' },
          ]
        : []),
    ],
    n: { filed: 1, workers: entries, amountClaimed: 100 * entries, breached: 1, mediationTime: 1000 * entries },
    batch: 0,
  });

const asked = (area: string, by: string) => `area=${area}&from=2026-05&to=2026-05&by=${by}`;
const columns = ['filed', 'workers', 'amountClaimed', 'breached', 'mediationTime'];

describe.each(['340000', '340100', '340111', '340826'])('the figures of %s', (area) => {
  it.each(['area', 'organisation', 'industry', 'stage', 'period'])('by %s add up, also in the sheet', async (by) => {
    const { body } = await official('GET', `/statistics?${asked(area, by)}`);
    expect(body.total.filed).toBeGreaterThan(0);
    for (const name of columns) {
      const added = body.rows.reduce((sum: number, { figures }: any) => sum + (figures[name] ?? 0), 0);
      expect([name, added]).toEqual([name, expect.closeTo(body.total[name], 6)]);
    }
    const rows = await sheet(asked(area, by));
    const total = rows.pop()!;
    expect(total[0]).toBe('合计');
    expect(rows.map(([name]) => name)).toEqual(body.rows.map(({ name }: any) => name.zh));
    for (let column = 1; column <= 11; column++)
      expect(rows.reduce((sum, row) => sum + Number(row[column]), 0)).toBeCloseTo(Number(total[column]), 6);
  });
});

/** The rows below the headings. */
async function sheet(query: string): Promise<unknown[][]> {
  const answer = await fetch(`${api.url}/api/statistics/export?${query}`, {
    headers: { authorization: `Bearer ${official.token}`, 'accept-language': 'zh' },
  });
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Buffer.from(await answer.arrayBuffer()) as never);
  const rows: unknown[][] = [];
  book.worksheets[0]!.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
  return rows.slice(rows.findIndex((row) => row.includes('申请案件')) + 1);
}

it('a city itself and what has no organisation have rows of their own', async () => {
  const named = async (by: string) => {
    const { body } = await official('GET', `/statistics?${asked('340100', by)}`);
    return body.rows.flatMap(({ value, name, figures }: any) =>
      figures.filed ? [[value, name.zh, figures.filed]] : [],
    );
  };
  expect(await named('area')).toEqual([
    ['340111', '包河区', 4],
    ['340100', '合肥市本级', 2],
  ]);
  expect(await named('organisation')).toEqual([
    ['centre', '包河调解中心', 3],
    ['', '没有调解组织', 3],
  ]);
});

it('nothing is in no other row where the rows say it all, and other sums than the totals are not kept by day', async () => {
  const { body } = await official('GET', `/statistics?area=340000&from=2026-04&to=2026-04&by=organisation`);
  expect(body.rows).toEqual([]);
  expect(await official('GET', '/statistics?from=2026-05-11&to=2026-05-11&by=organisation')).toMatchObject({
    status: 422,
    body: { errors: [expect.objectContaining({ path: 'from' })] },
  });
  expect((await official('GET', '/statistics?from=2026-05-11&to=2026-05-11&by=area')).body.total.filed).toBe(10);
});
