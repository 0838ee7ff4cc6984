import { checkForm, checkFormDefinition, initialRow, initialValues, type Component } from '.';
import { formScope } from './evaluate';

const now = '2026-05-11T09:00:00+08:00';
const fields: Component[] = [
  {
    type: 'radio',
    key: 'decision',
    label: '决定',
    values: [
      { label: '受理', value: 'accept' },
      { label: '不予受理', value: 'refuse' },
    ],
    validate: { required: true },
  },
  {
    type: 'textarea',
    key: 'reason',
    label: '理由',
    validate: { required: true, maxLength: 20 },
    conditional: { hide: '=decision != "refuse"' },
  },
  { type: 'number', key: 'amount', label: '金额', decimalDigits: 2, validate: { min: 0, max: 100000 } },
  { type: 'datetime', key: 'on', label: '日期', subtype: 'date' },
  { type: 'text', text: '说明' },
  {
    type: 'group',
    path: 'person',
    components: [{ type: 'textfield', key: 'name', label: '姓名', validate: { required: '=decision = "accept"' } }],
  },
  {
    type: 'dynamiclist',
    path: 'items',
    components: [{ type: 'number', key: 'pay', label: '支付', validate: { required: true, min: 1 } }],
  },
];
const check = (data: Record<string, unknown>) => checkForm(fields, data, {}, now);
const codes = (data: Record<string, unknown>) => check(data).problems.map((p) => `${p.path} ${p.code}`);

describe('a filled-in form', () => {
  it('keeps valid values unchanged', () => {
    const data = { decision: 'accept', amount: 12.5, on: '2026-05-12', person: { name: '张某' }, items: [{ pay: 3 }] };
    expect(check(data)).toEqual({ problems: [], values: data });
  });
  it('reports each problem with its path', () => {
    expect(codes({ decision: 'maybe', amount: -1, on: '2026-02-30', person: {}, items: [{ pay: 0 }, {}, 7] })).toEqual([
      'decision NOT_AN_OPTION',
      'amount TOO_SMALL',
      'on NOT_A_DATE',
      'items.0.pay TOO_SMALL',
      'items.1.pay REQUIRED',
      'items.2 WRONG_TYPE',
    ]);
  });
  it('requires a field only while it is shown', () => {
    expect(codes({ decision: 'refuse' })).toEqual(['reason REQUIRED']);
    expect(codes({ decision: 'accept', person: { name: '李某' } })).toEqual([]);
  });
  it('requires a field if an expression says so', () =>
    expect(codes({ decision: 'accept' })).toEqual(['person.name REQUIRED']));
  it('drops values entered before the field was hidden', () => {
    expect(check({ decision: 'accept', reason: '写过', person: { name: '李某' } })).toEqual({
      problems: [],
      values: { decision: 'accept', person: { name: '李某' }, items: [] },
    });
  });
  it('refuses fields that the form does not have', () =>
    expect(codes({ decision: 'refuse', reason: '无管辖', outcome: 'won' })).toEqual(['outcome UNKNOWN_FIELD']));
  it('counts characters as people do and decimals as written', () => {
    expect(codes({ decision: 'refuse', reason: '𠮷'.repeat(20), amount: 1.005 })).toEqual(['amount DECIMALS']);
  });
  it('accepts options that the task provides', () => {
    const choice: Component[] = [{ type: 'select', key: 'organisation', valuesKey: 'organisations' }];
    const shown = { organisations: [{ label: '县调解中心', value: 'o1' }] };
    expect(checkForm(choice, { organisation: 'o1' }, shown, now).problems).toEqual([]);
    expect(checkForm(choice, { organisation: 'o2' }, shown, now).problems).toHaveLength(1);
  });
  it('is not fooled by a field named like a prototype', () => {
    expect(codes(JSON.parse('{"decision":"refuse","reason":"x","__proto__":{"a":1}}'))).toEqual([
      '__proto__ UNKNOWN_FIELD',
    ]);
  });
});

describe('a form definition', () => {
  it('is refused with what is wrong and where', () => {
    const form = {
      id: 'f',
      type: 'default',
      components: [
        { type: 'textfield', id: 'a', key: 'x', label: '甲', properties: { label_en: 'A' } },
        { type: 'textfield', id: 'b', key: 'x', label: '乙', properties: { label_en: 'B' } },
        { type: 'hologram', id: 'c' },
        { type: 'number', id: 'd', label: '丁' },
        { type: 'select', id: 'e', key: 'e' },
        { type: 'textfield', id: 'f', key: 'f', conditional: { hide: '=1 +' }, validate: { pattern: '(' } },
      ],
    };
    expect(
      checkFormDefinition(form)
        .filter((f) => f.severity === 'error')
        .map((f) => `${f.element} ${f.rule}`),
    ).toEqual([
      'b form-key-unique',
      'c form-component-type',
      'd form-key',
      'e form-options',
      'f form-expression',
      'f form-pattern',
    ]);
    expect(checkFormDefinition('x')[0]?.rule).toBe('form-structure');
  });
  it('opens with the values of the task, otherwise its defaults', () => {
    const form = {
      id: 'f',
      type: 'default' as const,
      components: [
        { type: 'textfield', key: 'a', defaultValue: 'd' },
        { type: 'textfield', key: 'b', defaultValue: '="x"+"y"' },
      ],
    };
    expect(initialValues(form, { a: 'given' }, now)).toEqual({ a: 'given', b: 'xy' });
  });
});

describe('what a reader does not see', () => {
  const text = (key: string, more: Partial<Component> = {}): Component => ({ type: 'textfield', key, ...more });
  const chain = [
    text('a'),
    text('b', { conditional: { hide: '=a != "yes"' } }),
    text('c', { conditional: { hide: '=b != "x"' }, validate: { required: true } }),
  ];
  const values = (components: Component[], data: Record<string, unknown>, shown = {}) => {
    const checked = checkForm(components, data, shown, now);
    expect(checked.problems).toEqual([]);
    return checked.values;
  };

  it('affects no other field, whichever comes first', () => {
    const data = { a: 'no', b: 'x', c: 'kept from before' };
    expect(values(chain, data)).toEqual({ a: 'no' });
    expect(values(chain.toReversed(), data)).toEqual({ a: 'no' });
    expect(checkForm(chain, { a: 'yes', b: 'x' }, {}, now).problems).toMatchObject([{ path: 'c', code: 'REQUIRED' }]);
  });
  it("leaves the task's own value in its place", () => {
    expect(values(chain, { a: 'no', b: 'y', c: 'z' }, { b: 'x' })).toEqual({ a: 'no', c: 'z' });
    const group: Component = {
      type: 'group',
      path: 'person',
      components: [
        text('kind', { readonly: true }),
        text('number', { conditional: { hide: '=person.kind != "card"' } }),
      ],
    };
    expect(values([group], { person: { kind: 'card', number: '1' } }, { person: { kind: 'none' } })).toEqual({});
    expect(values([group], { person: { kind: 'none', number: '1' } }, { person: { kind: 'card' } })).toEqual({
      person: { number: '1' },
    });
  });
  it('affects nothing in the rows of a list, and rows affect nothing outside', () => {
    const list: Component = { type: 'dynamiclist', path: 'rows', components: chain };
    const sum: Component = { type: 'expression', key: 'marked', expression: '=count(rows[b = "x"])' };
    expect(
      values([list, sum], {
        rows: [
          { a: 'no', b: 'x' },
          { a: 'yes', b: 'x', c: '1' },
        ],
      }),
    ).toEqual({
      rows: [{ a: 'no' }, { a: 'yes', b: 'x', c: '1' }],
      marked: 1,
    });
  });
  it('terminates if fields hide each other', () => {
    const odd = [
      text('a', { conditional: { hide: '=b = "1"' } }),
      text('b', { conditional: { hide: '=a = "1"' } }),
      text('c', { conditional: { hide: '=c = "1"' } }),
    ];
    expect(checkForm(odd, { a: '1', b: '1', c: '1' }, {}, now)).toEqual(
      checkForm(odd, { a: '1', b: '1', c: '1' }, {}, now),
    );
  });
});

describe('an expression field', () => {
  const total: Component = { type: 'expression', key: 'total', expression: '=days * 100' };
  it('is computed here, whatever was sent for it', () => {
    const days: Component = { type: 'number', key: 'days' };
    for (const data of [{ days: 3 }, { days: 3, total: 9 }])
      expect(checkForm([days, total], data, {}, now)).toEqual({ problems: [], values: { days: 3, total: 300 } });
  });
  it('can be read by others, in any order and in rows, and is left out while it is hidden', () => {
    const twice: Component = { type: 'expression', key: 'twice', expression: '=total * 2' };
    const row = { days: 2 };
    const list: Component = {
      type: 'dynamiclist',
      path: 'rows',
      components: [twice, { type: 'number', key: 'days' }, total],
    };
    expect(checkForm([list], { rows: [row] }, {}, now).values).toEqual({ rows: [{ days: 2, total: 200, twice: 400 }] });
    expect(checkForm([{ ...total, conditional: { hide: '=true' } }], { total: 9 }, {}, now).values).toEqual({});
  });
});

describe('a text', () => {
  const reason: Component = { type: 'textarea', key: 'reason', validate: { required: true } };
  const one = (value: unknown, component = reason) => checkForm([component], { [component.key!]: value }, {}, now);
  it.each(['', '   ', '　　', '\n\t', '\u200B\uFEFF', '\u00A0\u3164'])('is missing where it is blank: %j', (blank) =>
    expect(one(blank).problems).toMatchObject([{ path: 'reason', code: 'REQUIRED' }]),
  );
  it('is stored without whitespace at its ends and with one kind of line break', () =>
    expect(one('　第一次调解。\u000B申请人\r\n到场 ').values).toEqual({ reason: '第一次调解。\n申请人\n到场' }));
  it.each(['a\u0000b', 'a\u0002', '\uD800', 'x\uDC00', '\uFFFE', '\uFFFF', '\u0085'])(
    'is refused with characters that no document can show: %j',
    (text) => expect(one(text).problems).toMatchObject([{ path: 'reason', code: 'UNPRINTABLE' }]),
  );
  it('may contain any valid character', () => expect(one('𠮷\t㐂\n禤😀').problems).toEqual([]));
});

describe('a value sent by another program', () => {
  const one = (component: Component, value: unknown) =>
    checkForm([{ key: 'x', ...component }], { x: value }, {}, now).problems.map(({ code }) => code);
  it('has no more files than allowed, and none twice', () => {
    expect(one({ type: 'filepicker' }, ['a', 'b'])).toEqual(['TOO_MANY']);
    expect(one({ type: 'filepicker', multiple: true }, ['a', 'b'])).toEqual([]);
    expect(one({ type: 'filepicker', multiple: true }, ['a', 'a'])).toEqual(['TWICE']);
  });
  it('has no option twice', () => {
    const values = [
      { label: 'a', value: 'a' },
      { label: 'b', value: { c: 1 } },
    ];
    expect(one({ type: 'taglist', values }, ['a', 'a'])).toEqual(['TWICE']);
    expect(one({ type: 'checklist', values }, [{ c: 1 }, 'a'])).toEqual([]);
  });
  it.each(['0x10', '1e3', ' 5', '5.', 'Infinity', ''.padEnd(40, '9')])('is not a number as text: %j', (text) =>
    expect(one({ type: 'number', serializeToString: true }, text)).toEqual(['WRONG_TYPE']),
  );
  it('is a number stored as text, with its decimals as written', () => {
    const amount: Component = {
      type: 'number',
      serializeToString: true,
      decimalDigits: 2,
      validate: { max: '=2 * 50' },
    };
    expect(one(amount, '12.50')).toEqual([]);
    expect(one(amount, '12.500')).toEqual(['DECIMALS']);
    expect(one(amount, '100.01')).toEqual(['TOO_LARGE']);
  });
});

describe('a day', () => {
  const later: Component = { type: 'datetime', key: 'x', subtype: 'datetime', disallowPassedDates: true };
  const codesAt = (value: string, instant: string) =>
    checkForm([later], { x: value }, {}, instant).problems.map(({ code }) => code);
  it('is the day in China, both for the reader’s clock and for entered values', () => {
    expect(codesAt('2026-05-10T23:00', '2026-05-10T16:30:00Z')).toEqual(['PASSED_DATE']);
    expect(codesAt('2026-05-11T01:00', '2026-05-10T16:30:00Z')).toEqual([]);
    expect(codesAt('2026-05-10T16:30:00.000Z', '2026-05-10T16:30:00Z')).toEqual([]);
    expect(codesAt('2026-05-10T15:30:00Z', '2026-05-10T16:30:00Z')).toEqual(['PASSED_DATE']);
  });
});

describe('too much', () => {
  const list: Component = { type: 'dynamiclist', path: 'rows', components: [] };
  const refused = (data: Record<string, unknown>) => checkForm([list], data, {}, now).problems;
  it('is refused before anything else is checked', () => {
    expect(refused({ rows: Array.from({ length: 690_000 }, () => ({})) })).toEqual([
      expect.objectContaining({ path: 'rows', code: 'TOO_MUCH', zh: expect.stringContaining('690000') }),
    ]);
    expect(refused({ rows: Array.from({ length: 1_000 }, () => ({})) })).toEqual([]);
    let deep: unknown = {};
    for (let level = 0; level < 100_000; level++) deep = { a: deep };
    expect(refused({ rows: [deep] })).toMatchObject([{ code: 'TOO_MUCH' }]);
    expect(refused(Object.fromEntries(Array.from({ length: 20_001 }, (_, n) => [`k${n}`, 1])))).toMatchObject([
      { path: '', code: 'TOO_MUCH' },
    ]);
    expect(refused({ rows: ['x'.repeat(1_000_001)] })).toMatchObject([{ code: 'TOO_MUCH' }]);
  });
  it('is limited for the expressions of all rows together', () => {
    const slow: Component = { type: 'expression', key: 'n', expression: '=count(for i in 1..1000 return i)' };
    const rows = Array.from({ length: 1_000 }, () => ({}));
    expect(checkForm([{ ...list, components: [slow] }], { rows }, {}, now)).toMatchObject({
      problems: [{ path: '', code: 'TOO_MUCH' }],
    });
  });
  it('is refused in a form definition', () => {
    const form = (components: unknown[]) => checkFormDefinition({ id: 'f', type: 'default', components });
    const field = { type: 'text', text: 'a' };
    expect(form(Array.from({ length: 1_001 }, () => field))).toMatchObject([{ rule: 'form-structure' }]);
    let deep: unknown = field;
    for (let level = 0; level < 11; level++) deep = { type: 'group', components: [deep] };
    expect(form([deep])).toMatchObject([{ rule: 'form-structure' }]);
    expect(form([null])).toMatchObject([{ rule: 'form-structure' }]);
    expect(form([{ type: 'expression', key: 'a' }])).toMatchObject([{ rule: 'form-expression' }]);
  });
});

it('reports a missing required field with the reason given by the form', () => {
  const proof: Component = {
    type: 'filepicker',
    key: 'proof',
    validate: { required: true },
    properties: { missing: '请上传回执', missing_en: 'Upload the slip' },
  };
  expect(checkForm([proof], {}, {}, now).problems).toMatchObject([
    { code: 'REQUIRED', zh: '请上传回执', en: 'Upload the slip' },
  ]);
});

describe('a contradiction', () => {
  const total: Component = { type: 'number', key: 'total' };
  const instalments: Component = {
    type: 'dynamiclist',
    path: 'instalments',
    components: [{ type: 'number', key: 'amount' }],
    properties: {
      valid: '=count(instalments) = 0 or sum(instalments.amount) = total',
      invalid: '各期之和与总额不符',
      invalid_en: 'The instalments do not add up to the total',
    },
  };
  const found = (data: Record<string, unknown>) => checkForm([total, instalments], data, {}, now).problems;
  it('is refused at its field, with the form’s own message', () => {
    expect(found({ total: 0.3, instalments: [{ amount: 0.1 }, { amount: 0.2 }] })).toEqual([]);
    expect(found({ total: 3, instalments: [{ amount: 1 }] })).toEqual([
      {
        path: 'instalments',
        code: 'CONTRADICTION',
        zh: '各期之和与总额不符',
        en: 'The instalments do not add up to the total',
      },
    ]);
  });
  it('has a message computed by the form, if several things can be wrong', () => {
    const on: Component = {
      type: 'number',
      key: 'on',
      properties: { valid: '=on < 3', invalid: '="不是" + string(on)', invalid_en: '="not " + string(on)' },
    };
    expect(checkForm([on], { on: 4 }, {}, now).problems).toMatchObject([{ zh: '不是4', en: 'not 4' }]);
  });
  it('may be several, each reported with its own message and path', () => {
    const told = { ...instalments, properties: { valid: '=faults(instalments)' } };
    const faults = () => [
      { path: 'instalments.0.amount', zh: '过多', en: 'Too much' },
      { zh: '不符', en: 'Not right' },
      { path: 3, zh: '不是', en: 'x' },
      'nothing',
    ];
    const values = { total: 3, instalments: [{ amount: 1 }] };
    expect(checkForm([total, told], values, { faults }, now).problems).toEqual([
      { path: 'instalments.0.amount', code: 'CONTRADICTION', zh: '过多', en: 'Too much' },
      { path: 'instalments', code: 'CONTRADICTION', zh: '不符', en: 'Not right' },
      { path: 'instalments', code: 'CONTRADICTION', zh: '不是', en: 'x' },
    ]);
    expect(checkForm([total, told], values, { faults: () => [] }, now).problems).toEqual([]);
  });
  it('is not reported if the condition cannot be evaluated here', () => {
    const on: Component = { type: 'datetime', key: 'on', properties: { valid: '=is working day(on)' } };
    expect(checkForm([on], { on: '2026-05-10' }, {}, now).problems).toEqual([]);
    const functions = { 'is working day': () => false };
    expect(checkForm([on], { on: '2026-05-10' }, functions, now).problems).toMatchObject([{ code: 'CONTRADICTION' }]);
  });
});

it('begins a new row of a list with the default values of its fields', () => {
  const list: Component = {
    type: 'dynamiclist',
    path: 'rows',
    components: [
      { type: 'select', key: 'who', defaultValue: '=usual.who' },
      { type: 'number', key: 'amount' },
      { type: 'text', text: 'x' },
    ],
  };
  expect(initialRow(list, formScope({ usual: { who: 'employer' } }, '2026-05-11T09:00:00+08:00'))).toEqual({
    who: 'employer',
  });
  expect(initialRow(list, formScope({}, '2026-05-11T09:00:00+08:00'))).toEqual({});
});
