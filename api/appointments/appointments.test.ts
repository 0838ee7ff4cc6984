import { readFileSync } from 'node:fs';
import {
  Appointments,
  BookedDays,
  Cases,
  CalendarFeeds,
  Organisations,
  Rooms,
  Tasks,
  Users,
  type Appointment,
  type Task,
} from '../../models';
import { publishSource } from '../../tests/support/publishSource';
import { someCase } from '../../tests/support/someCase';
import { startApi, type Caller, type TestApi } from '../../tests/support/startApi';
import type { Form } from '../../engine/form';
import { Problem } from '../errors';
import { formOf } from '../views/tasks';
import { reserve } from './reserve';

/** Before a New Year whose notice falls around it. */
const now = new Date('2026-12-24T02:00:00Z');
let api: TestApi;
let arbitrator: Caller;
let clerk: Caller;
let form: Form;
const tasks: Task[] = [];

beforeAll(async () => {
  api = await startApi({ clock: () => now });
  [arbitrator, clerk] = [await api.as(['arbitrator']), await api.as(['clerk'])];
  await Users.updateOne({ _id: arbitrator.id }, { $set: { name: '王仲裁' } });
  await Organisations.create({
    _id: 'office',
    name: { zh: '合肥市仲裁院', en: 'Hefei arbitration court' },
    kind: 'arbitration-office',
    region: '340100',
    city: '340100',
    industries: [],
    causes: [],
    address: '政务区1号',
    active: true,
  });
  for (const [id, zh] of [
    ['one', '一号庭'],
    ['two', '二号庭'],
  ] as const)
    await Rooms.create({
      _id: id,
      organisation: 'office',
      region: '340100',
      name: { zh, en: `Room ${id}` },
      seats: 12,
      equipment: ['video'],
      hours: { from: 480, to: 1080 },
      active: true,
    });
  const formHash = await publishSource(
    'form',
    'hearing-schedule',
    readFileSync(`${__dirname}/../../definitions/forms/hearing-schedule.form`, 'utf8'),
  );
  for (let index = 1; index <= 4; index++) {
    const { number } = await someCase('340111', index, { stage: 'arbitration' });
    await Tasks.updateOne(
      { case: number },
      {
        $set: {
          compartment: 'open',
          groups: ['arbitrator'],
          form: 'hearing-schedule',
          formHash,
          properties: { appointment: 'hearing' },
          variables: { noticeDays: 15, daysOff: [], tribunal: { presiding: index === 3 ? '李仲裁' : '王仲裁' } },
        },
      },
    );
    tasks.push((await Tasks.findOne({ case: number }).lean<Task>())!);
  }
  form = (await formOf(tasks[0]!))!;
}, 120_000);
afterAll(() => api?.stop(), 60_000);

const who = () => ({ id: arbitrator.id, kind: 'user', roles: ['arbitrator'] }) as never;
let keys = 0;
const reserved = (task: Task, values: object) =>
  reserve(
    task,
    form,
    { hearingOn: '2027-01-05', hearingTime: '09:00', minutes: 120, ...values },
    {
      who: who(),
      at: now,
      key: `key-${(keys += 1)}`,
    },
  );
const faultsOf = async (work: Promise<unknown>): Promise<string[]> => {
  const error = await work.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  if (!(error instanceof Problem)) throw error ?? new Error('not refused');
  return (error.about.errors ?? []).map(({ path, code }) => `${path} ${code ?? ''}`.trim());
};
/** As the records do when the step was taken. */
const fix = (task: Task) =>
  Appointments.updateOne({ task: task._id, status: 'pending' }, { $set: { status: 'fixed', step: 1 } });
const clear = () => Promise.all([Appointments.deleteMany({}), BookedDays.deleteMany({})]);
beforeEach(clear);

describe('a booking', () => {
  it('of one room at one time succeeds for one of many who ask at the same moment', async () => {
    const reason = '工作需要';
    const all = await Promise.allSettled(
      tasks.flatMap((task) =>
        [0, 30].map((later) =>
          reserved(task, { room: 'one', clashReason: reason, hearingTime: later ? '09:30' : '09:00' }),
        ),
      ),
    );
    const won = all.filter(({ status }) => status === 'fulfilled');
    const failed = all.flatMap((each) => (each.status === 'rejected' ? [each.reason as Problem] : []));
    // Two attempts at the same task are one meeting: whichever is taken counts.
    const holders = new Set((await Appointments.find().lean<Appointment[]>()).map(({ task }) => task));
    expect([holders.size, won.length >= 1, won.length <= 2]).toEqual([1, true, true]);
    for (const error of failed) expect([error.code, error.status]).toEqual(['CLASH', 409]);
  });

  it('beside another, in another room or another day is no clash; a person’s second needs a reason', async () => {
    const [first, second, third] = tasks as [Task, Task, Task];
    const { variables } = await reserved(first, { room: 'one' });
    expect(variables.place).toBe('合肥市仲裁院（政务区1号）一号庭');
    expect(await faultsOf(reserved(second, { room: 'one' }))).toEqual([
      'values.room ROOM_TAKEN',
      'values.clashReason PERSON_BUSY',
    ]);
    // For a room no reason helps.
    expect(await faultsOf(reserved(third, { room: 'one', clashReason: '工作需要' }))).toEqual([
      'values.room ROOM_TAKEN',
    ]);
    expect(await faultsOf(reserved(second, { room: 'two', hearingTime: '10:30' }))).toEqual([
      'values.clashReason PERSON_BUSY',
    ]);
    await reserved(third, { room: 'two' });
    await reserved(second, { room: 'one', hearingTime: '11:00' });
    await reserved(tasks[3]!, { room: 'one', hearingOn: '2027-01-06' });
  });

  it('is given up when the step was refused, when it ended, and when it is made anew', async () => {
    const [first, , third] = tasks as [Task, Task, Task];
    const { release } = await reserved(first, { room: 'one' });
    await release();
    await reserved(third, { room: 'one' });
    await fix(third);
    expect(await faultsOf(reserved(first, { room: 'one' }))).toEqual(['values.room ROOM_TAKEN']);
    // The same meeting, moved by half an hour, does not stand in its own way.
    await reserved(third, { room: 'one', hearingTime: '09:30' });
    await Appointments.updateMany({ task: third._id }, { $set: { status: 'postponed' } });
    await reserved(first, { room: 'one' });
  });

  it.each([
    [{ room: 'none' }, 'values.room'],
    [{ room: 'one', hearingTime: undefined }, 'values.hearingTime'],
    [{ room: 'one', hearingTime: '17:30' }, 'values.hearingTime'],
    [{ room: 'one', minutes: 100_000 }, 'values.minutes'],
  ])('cannot be %j', async (values, path) => {
    expect(await faultsOf(reserved(tasks[0]!, values))).toEqual([path]);
  });

  it('without a time fixes the day and binds nobody’s hours', async () => {
    await reserved(tasks[0]!, { hearingTime: undefined });
    await reserved(tasks[1]!, {});
    expect(await Appointments.findOne({ task: tasks[0]!._id }).lean()).toMatchObject({
      day: '2027-01-05',
      allDay: true,
    });
  });
});

describe('free times', () => {
  const slots = async (task: Task, query = '') =>
    (await arbitrator('GET', `/tasks/${task._id.replaceAll('/', '~')}/slots${query}`)).body;

  it('leave five working days for the notice, over a holiday, and avoid what is taken or does not suit', async () => {
    // Served on 25 December at the earliest: 28 to 31 are four working days, 1 to 3 January are off (调解仲裁法第35条).
    const { earliest, free } = await slots(tasks[0]!);
    expect([earliest, free[0]]).toEqual(['2027-01-04', { on: '2027-01-04', at: '09:00', room: expect.anything() }]);
    await reserved(tasks[1]!, { room: 'one', hearingOn: '2027-01-04' });
    const worker = await api.as(['worker'], { parties: ['worker:w'] });
    expect((await worker('PUT', `/cases/${tasks[0]!.case}/unavailable`, { days: ['2027-01-05'] })).status).toBe(204);
    // Whom the applicant entered beside the employer keeps no days free for it.
    const friend = await api.as(['employer'], { parties: ['employer:friend'] });
    await Cases.updateOne({ _id: tasks[0]!.case }, { $push: { parties: 'employer:friend' } });
    expect((await friend('PUT', `/cases/${tasks[0]!.case}/unavailable`, { days: ['2027-01-06'] })).status).toBe(422);
    await Cases.updateOne({ _id: tasks[0]!.case }, { $pull: { parties: 'employer:friend' } });
    const { free: left } = await slots(tasks[0]!);
    // The presiding arbitrator is taken until eleven, and the afternoon has room for one hearing more.
    expect(left.map(({ on, at }: { on: string; at: string }) => `${on} ${at}`).slice(0, 3)).toEqual([
      '2027-01-04 13:30',
      '2027-01-04 15:30',
      '2027-01-06 09:00',
    ]);
  });

  it('and what speaks against another time is said before it is sent', async () => {
    await reserved(tasks[1]!, { room: 'one' });
    const { objections } = await slots(tasks[0]!, '?on=2027-01-05&at=10:00&minutes=60&room=one');
    expect(objections.map(({ kind, field }: { kind: string; field: string }) => `${kind} ${field}`).sort()).toEqual([
      'party hearingOn',
      'person clashReason',
      'room room',
    ]);
    const early = await slots(tasks[0]!, '?on=2026-12-30&at=10:00');
    expect(early.objections).toEqual([expect.objectContaining({ kind: 'notice' })]);
    expect(early.objections[0].text.zh).toContain('2026-12-23');
  });
});

describe('the calendar', () => {
  const fixed = async (values: object = {}) => {
    await reserved(tasks[0]!, { room: 'one', ...values });
    await fix(tasks[0]!);
    return (await Appointments.findOne({ task: tasks[0]!._id }).lean<Appointment>())!;
  };
  const between = '?from=2027-01-01&to=2027-01-31';

  it('shows people their own, staff those within reach, and others only that a room is taken', async () => {
    await fixed();
    const mine = await arbitrator('GET', `/appointments${between}&of=mine`);
    expect(mine.body.rows).toEqual([
      expect.objectContaining({
        // Nine o'clock in China is one in UTC, summer and winter.
        start: '2027-01-05T01:00:00.000Z',
        shown: expect.objectContaining({
          case: tasks[0]!.case,
          people: [expect.objectContaining({ name: '王仲裁' })],
          // Three working days before it, over the New Year.
          postponeBy: expect.objectContaining({ day: '2026-12-30' }),
        }),
      }),
    ]);
    expect((await clerk('GET', `/appointments${between}&of=mine`)).body.rows).toEqual([]);
    expect((await clerk('GET', `/appointments${between}`)).body.rows).toHaveLength(1);
    const elsewhere = await api.as(['clerk'], { region: '340200' });
    expect((await elsewhere('GET', `/appointments${between}`)).body.rows).toEqual([]);
    const taken = (await elsewhere('GET', `/appointments${between}&organisation=office`)).body.rows;
    expect(taken).toEqual([expect.objectContaining({ room: expect.anything() })]);
    expect(JSON.stringify(taken)).not.toContain(tasks[0]!.case);
    expect((await clerk('GET', '/appointments?from=2027-01-01&to=2028-01-01')).status).toBe(422);
  });

  it('of a matter other than a dispute is for those whom its kind names and whoever began it', async () => {
    const [began, director] = [await api.as(['clerk']), await api.as(['director'])];
    const about = { readers: ['director'], begunBy: began.id };
    await Tasks.updateOne({ _id: tasks[0]!._id }, { $set: about });
    await reserved({ ...tasks[0]!, ...about }, { room: 'one' });
    await fix(tasks[0]!);
    const { _id } = (await Appointments.findOne({ task: tasks[0]!._id }).lean<Appointment>())!;
    const shown = async (by: Caller) => (await by('GET', `/appointments${between}`)).body.rows.length as number;
    const file = async (by: Caller) => (await by('GET', `/appointments/${_id.replaceAll('/', '~')}/ics`)).status;
    expect([await shown(clerk), await shown(began), await shown(director)]).toEqual([0, 1, 1]);
    expect([await file(clerk), await file(began), await file(director)]).toEqual([403, 200, 200]);
    await Tasks.updateOne({ _id: tasks[0]!._id }, { $unset: { readers: '', begunBy: '' } });
  });

  it('tells the other side nothing of a talk with one alone', async () => {
    const { _id } = await fixed();
    await Appointments.updateOne({ _id }, { $set: { side: 'worker', compartment: 'sealed', kind: 'session' } });
    const [worker, employer] = [
      await api.as(['worker'], { parties: ['worker:w'] }),
      await api.as(['employer'], { parties: ['employer:e'] }),
    ];
    const path = `/cases/${tasks[0]!.case}/appointments`;
    expect((await worker('GET', path)).body.rows).toHaveLength(1);
    expect((await employer('GET', path)).body.rows).toEqual([]);
    expect((await employer('GET', `/appointments${between}`)).body.rows).toEqual([]);
    expect((await employer('GET', `/appointments/${_id.replaceAll('/', '~')}/ics`)).status).toBe(403);
    // Nor does the list at the door.
    const door = (await clerk('GET', '/organisations/office/door?on=2027-01-05')).body;
    expect(door.rows).toEqual([expect.not.objectContaining({ case: expect.anything() })]);
  });

  it('is a file and a secret feed with case number and place, no names; an ended one is gone', async () => {
    const { _id } = await fixed();
    const { body: file, headers } = await arbitrator('GET', `/appointments/${_id.replaceAll('/', '~')}/ics`);
    expect(headers.get('content-type')).toContain('text/calendar');
    expect(file).toContain('DTSTART:20270105T010000Z');
    const made = (await arbitrator('POST', '/calendar/feed', {})).body.path as string;
    const [kept] = await CalendarFeeds.find().lean();
    expect(made).not.toContain(kept!._id);
    const read = async (path: string) => fetch(`${api.url}${path}`);
    const feed = (await (await read(made)).text()).replaceAll(/\r\n /g, '');
    expect(feed).toContain(tasks[0]!.case);
    expect(feed).toContain('合肥市仲裁院');
    for (const name of ['张某', '某公司', '王仲裁']) expect(feed + file).not.toContain(name);
    // A new address ends the old one, and nothing is left once it is ended.
    const next = (await arbitrator('POST', '/calendar/feed', {})).body.path as string;
    expect([(await read(made)).status, (await read(next)).status]).toEqual([404, 200]);
    expect((await arbitrator('DELETE', '/calendar/feed')).status).toBe(204);
    expect([(await read(next)).status, (await read(next.replace(/feeds\/.*\//, 'feeds/x/'))).status]).toEqual([
      404, 404,
    ]);
    // Whoever no longer works there sees nothing more by an address made before.
    const last = (await arbitrator('POST', '/calendar/feed', {})).body.path as string;
    await Users.updateOne({ _id: arbitrator.id }, { $set: { region: '340200' } });
    expect(await (await read(last)).text()).not.toContain('VEVENT');
    await Users.updateOne({ _id: arbitrator.id }, { $set: { active: false } });
    expect((await read(last)).status).toBe(404);
    await Users.updateOne({ _id: arbitrator.id }, { $set: { region: '340100', active: true } });
  });

  it('lists at the door case number, room and time', async () => {
    await fixed();
    const { body } = await clerk('GET', '/organisations/office/door?on=2027-01-05');
    expect(body.rows).toEqual([
      {
        start: '2027-01-05T01:00:00.000Z',
        end: '2027-01-05T03:00:00.000Z',
        room: { zh: '一号庭', en: 'Room one' },
        case: tasks[0]!.case,
        kind: 'hearing',
      },
    ]);
  });
});

it('rooms are kept by administrators of the area', async () => {
  const administrator = await api.as(['administrator']);
  const body = { organisation: 'office', name: { zh: '三号庭', en: 'Room three' }, seats: 6 };
  const { status, body: made } = await administrator('POST', '/rooms', body);
  expect([status, made.hours]).toEqual([201, { from: 480, to: 1080 }]);
  const changed = await administrator('PUT', `/rooms/${made.id}`, { ...body, active: false });
  expect(changed.body.active).toBe(false);
  expect((await administrator('POST', '/rooms', { ...body, hours: { from: 600, to: 540 } })).status).toBe(422);
  expect((await clerk('GET', '/rooms?organisation=office')).body.rows).toHaveLength(3);
});
