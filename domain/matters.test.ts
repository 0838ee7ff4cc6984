import {
  matterFaults,
  matterKindOf,
  matterNumber,
  seriesOf,
  subjectKey,
  subjectOfKey,
  subjectsOf,
  titleOf,
} from './matters';

const process = (properties: Record<string, string>) => ({
  process: 'leave',
  name: '请假',
  nodes: {
    leave: { type: 'process', documentation: 'Leave\nmore', properties, starts: ['s'] },
    s: { type: 'startEvent', scope: 'leave', startForm: { form: 'leave' } },
    granted: { type: 'endEvent', scope: 'leave', name: '准假', documentation: 'Granted' },
    inner: { type: 'endEvent', scope: 'sub', name: '内部' },
  },
});
const declared = {
  matter: 'QJ-{region}-{year}-{sequence}',
  matterBegin: 'mediator, clerk',
  matterRead: 'supervisor',
  matterTitle: '=who + "：" + string(days)',
  matterColumns: 'who,days',
  matterFrom: 'dispute',
  matterSubject: 'employer=creditCode, person=who',
};

it('is what the process declares, with the start form and the end events', () => {
  expect(matterFaults(declared)).toEqual([]);
  expect(matterKindOf(process(declared))).toEqual({
    kind: 'leave',
    name: { zh: '请假', en: 'Leave' },
    number: declared.matter,
    begin: ['mediator', 'clerk'],
    read: ['supervisor'],
    title: declared.matterTitle,
    columns: ['who', 'days'],
    from: ['dispute'],
    subjects: [
      { kind: 'employer', variable: 'creditCode' },
      { kind: 'person', variable: 'who' },
    ],
    outcomes: { granted: { zh: '准假', en: 'Granted' } },
    form: 'leave',
  });
  expect(matterKindOf(process({}))).toBeUndefined();
  expect(matterFaults({ stage: 'mediation' })).toEqual([]);
});

it.each([
  [{ matterRead: 'inspectors' }, 'matter-role', 'inspectors'],
  [{ matterBegin: 'mediator,boss' }, 'matter-role', 'boss'],
  [{ matter: 'AH-{region}-{year}-{sequence}' }, 'matter-number', 'AH-'],
  [{ matter: 'QJ-{sequence}' }, 'matter-number', '{year}'],
  [{ matter: 'QJ-{year}-{year}-{sequence}' }, 'matter-number', '{year}'],
  [{ matter: 'QJ/{year}/{sequence}' }, 'matter-number', 'QJ/'],
  [{ matter: '' }, 'matter-number', 'matter'],
  [{ matterTitle: '=who +' }, 'matter-title', 'who +'],
  [{ matterColumns: 'a,b,c,d,e,f,g' }, 'matter-columns', '7'],
  [{ matterColumns: 'a b' }, 'matter-columns', 'a b'],
  [{ matterSubject: 'firm=code' }, 'matter-subject', 'firm=code'],
  [{ matterSubject: 'employer' }, 'matter-subject', 'employer'],
  [{ matterSubject: 'employer=a=b' }, 'matter-subject', 'a=b'],
  [{ matterReaders: 'clerk' }, 'matter-property', 'matterReaders'],
])('refuses %j by %s, naming %s', (wrong, rule, named) => {
  const faults = matterFaults({ ...declared, ...wrong } as Record<string, string>);
  expect(faults.map((fault) => fault.rule)).toEqual([rule]);
  expect([faults[0]!.zh.includes(named), faults[0]!.en.includes(named)]).toEqual([true, true]);
});

it('numbers the matters of a place and year, and titles them even if the title fails', () => {
  const kind = matterKindOf(process(declared))!;
  expect(matterNumber(seriesOf(kind, '340111', 2026), 7)).toBe('QJ-340111-2026-0007');
  const at = '2026-12-01T00:00:00Z';
  expect(titleOf(kind, { who: '张某', days: 2 }, at)).toBe('张某：2');
  expect(titleOf(kind, {}, at)).toBe('请假');
  expect(titleOf({ ...kind, title: '=who +' }, {}, at)).toBe('请假');
  expect(titleOf({ ...kind, title: '="x".repeat' }, {}, at)).toBe('请假');
  expect(titleOf({ ...kind, title: '=who' }, { who: 'x'.repeat(500) }, at)).toHaveLength(120);
});

it('is about what its first variables name, texts or lists of them, and nothing else', () => {
  const kind = matterKindOf(process(declared))!;
  const subjects = subjectsOf(kind, { creditCode: [' 91340111000000019x ', ''], who: 'u1', other: 'x' });
  expect(subjects.map(subjectKey)).toEqual(['employer:91340111000000019X', 'person:u1']);
  expect(subjectsOf(kind, { creditCode: 7, who: 'x'.repeat(101) })).toEqual([]);
  expect([subjectOfKey('matter:QJ-340111:1'), subjectOfKey('firm:1'), subjectOfKey('employer')]).toEqual([
    { kind: 'matter', id: 'QJ-340111:1' },
    undefined,
    undefined,
  ]);
});
