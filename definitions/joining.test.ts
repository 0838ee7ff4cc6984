import { Player } from '../bin/demo/Player';
import { faultsOf } from '../bin/demo/report';
import { shippedStories, storySchema } from '../bin/demo/Story';
import { filedAt } from '../bin/demo/time';
import { bindCalendar, shippedCalendar } from '../domain/limits/calendar';
import { workerOutcome } from '../domain/roster/outcomes';
import { MemorySystem, shipped } from '../tests/system/MemorySystem';

const made = shipped();
const filing = (id: string, name: string, amount: number, story: object[]) =>
  storySchema.parse({
    id,
    title: '同一用人单位的两件申请',
    filed: '2026-05-11',
    region: '340826',
    employer: { name: '宿松某建设工程有限公司', industry: 'E', creditCode: '91340826000000043L' },
    workers: { count: 1, label: name, identityNumber: '340826199001010005' },
    entryStage: 'arbitration',
    claims: [{ cause: 'wages', amount, facts: '工资未付' }],
    story: [{ after: 'P0D', who: 'worker', act: 'arbitration.apply', data: { mediateFirst: false } }, ...story],
    expect: { stages: ['arbitration'], breachedLimits: [], outcome: 'award-in-force' },
  });
const award = [
  { after: 'P40D', who: 'arbitration', act: 'award.issue' },
  { after: 'P56D', who: '-', act: 'nobody-acts' },
];

/** Plays both on one timeline and returns the variables of their pipelines. */
async function play(...stories: ReturnType<typeof filing>[]) {
  const system = new MemorySystem(await made, new Date(filedAt(stories[0]!) - 60_000).toISOString());
  const player = new Player(system, bindCalendar(shippedCalendar), stories);
  await player.run();
  for (const each of player.plays) {
    const status = await system.caseStatus(each.number!);
    expect([each.story.id, faultsOf(each, status)]).toEqual([each.story.id, []]);
  }
  return player.plays.map(({ number }) => system.variables(number!));
}

it('joins a recognised filing of another worker, which closes with the case that it joined', async () => {
  const [lead, joined] = await play(
    filing('A', '木工 赵某', 8600, [
      { after: 'P2D', who: 'arbitration', act: 'arbitration.accept' },
      { after: 'P4D', who: 'arbitration', act: 'case.look' },
      { after: 'P4D', who: 'arbitration', act: 'case.join', data: { joining: [{ number: 'AH-340826-2026-000002' }] } },
      ...award,
    ]),
    filing('B', '木工 钱某', 4300, [{ after: 'P6D', who: 'arbitration', act: 'start-all' }]),
  );
  expect(joined).toMatchObject({ joinedInto: lead!.case && (lead!.case as { number: string }).number });
  expect(lead).toMatchObject({
    joinedNumbers: [(joined!.case as { number: string }).number],
    case: {
      claims: [{ cause: 'wages', amount: 12900 }],
      workers: {
        count: 2,
        members: [{ name: '木工 赵某' }, { name: '木工 钱某', claims: [{ claim: 1, amount: 4300 }] }],
      },
    },
  });
}, 60_000);

it('moves to another commission together with what was joined, at once and not only when arbitration ends', async () => {
  const transfer = { transferGround: 'found-by-commission', place: '340104', reason: '合同履行地在蜀山区' };
  const notice = { paper: 'transfer-notice', on: 'both' };
  const [lead, joined] = await play(
    filing('D', '木工 周某', 8600, [
      { after: 'P2D', who: 'arbitration', act: 'arbitration.accept' },
      { after: 'P4D', who: 'arbitration', act: 'case.look' },
      { after: 'P4D', who: 'arbitration', act: 'case.join', data: { joining: [{ number: 'AH-340826-2026-000002' }] } },
      { after: 'P5D', who: 'arbitration', act: 'arbitration.transfer', data: transfer },
      { after: 'P5D', who: 'director', act: 'arbitration.transfer.confirm' },
      { after: 'P6D', who: 'arbitration', act: 'paper.serve', data: notice },
      { after: 'P8D', who: 'arbitration', act: 'transfer.report', data: { reason: '约定的履行地在别处' } },
      { after: 'P9D', who: 'director', act: 'jurisdiction.designate', data: { place: '340103', reason: '住所地' } },
      { after: 'P10D', who: 'arbitration', act: 'transfer.accept' },
      ...award,
    ]),
    filing('E', '木工 吴某', 4300, [{ after: 'P6D', who: 'arbitration', act: 'start-all' }]),
  );
  const designated = { region: '340103', from: '340826', on: '2026-05-20', by: 'designation' };
  expect([lead!.seat, joined!.seat]).toEqual([designated, designated]);
}, 60_000);

it('files with the competent commission what another refused, with its parties, claims and facts, while the old case closes', async () => {
  const refused = storySchema.parse({
    ...filing('C', '木工 孙某', 8600, []),
    story: [
      { after: 'P0D', who: 'worker', act: 'arbitration.apply', data: { mediateFirst: false } },
      {
        after: 'P3D',
        who: 'arbitration',
        act: 'arbitration.refuse',
        data: { refuseGround: 'no-jurisdiction', place: '340104' },
      },
      { after: 'P10D', who: 'worker', act: 'arbitration.file-elsewhere' },
    ],
    expect: { stages: ['arbitration'], breachedLimits: [], outcome: 'not-accepted' },
  });
  const system = new MemorySystem(await made, new Date(filedAt(refused) - 60_000).toISOString());
  const player = new Player(system, bindCalendar(shippedCalendar), [refused]);
  await player.run();
  const old = player.plays[0]!.number!;
  expect(await system.caseStatus(old)).toMatchObject({ status: 'closed', outcome: 'not-accepted' });
  const anew = 'AH-340104-2026-000002';
  expect(await system.caseStatus(anew)).toMatchObject({ status: 'open', stages: ['arbitration'] });
  expect(system.variables(anew).case).toMatchObject({
    number: anew,
    region: '340104',
    applicant: 'worker',
    workers: { label: '木工 孙某' },
    claims: [{ cause: 'wages', amount: 8600, facts: '工资未付' }],
  });
  expect((await system.tasks(anew)).map(({ element }) => element)).toContain('examine');
}, 60_000);

/** What came of the case for each of its workers, and the case as the pipeline has it at its end. */
async function workersOf(id: string) {
  const [variables] = await play(shippedStories().find((story) => story.id === id)!);
  const { workerAgreements, case: end, outcome } = variables as Record<string, { workers: { count: number } }>;
  return {
    each: [0, 1, 2].map((index) => workerOutcome(index, { ends: workerAgreements, outcome: String(outcome) })),
    left: end!.workers.count,
    open: (workerAgreements as unknown as { open?: boolean }[]).some(({ open }) => open),
  };
}

it('follows the agreement of some workers apart, while the case goes on for the others', async () => {
  expect(await workersOf('K42')).toMatchObject({
    each: [
      { outcome: 'mediated-and-confirmed', amount: 8000 },
      { outcome: 'mediated-and-confirmed', amount: 8000 },
      { outcome: 'mediated-and-performed' },
    ],
    left: 1,
    open: false,
  });
  expect(await workersOf('K43')).toMatchObject({
    each: [{ outcome: 'mediation-failed' }, { outcome: 'award-in-force' }, { outcome: 'award-in-force' }],
    left: 2,
    open: false,
  });
}, 60_000);

it('follows an agreement of some workers to its end after the others have withdrawn', async () => {
  const withdrawn = { outcome: 'withdrawn' };
  expect(await workersOf('K45')).toMatchObject({
    each: [{ outcome: 'settled-and-performed' }, withdrawn, withdrawn],
    left: 2,
    open: false,
  });
  expect(await workersOf('K46')).toMatchObject({
    each: [{ outcome: 'mediated-and-performed' }, withdrawn, withdrawn],
    left: 2,
    open: false,
  });
}, 60_000);
