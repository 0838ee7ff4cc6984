import { checkForm, checkFormDefinition, initialValues, type Component } from '.';

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
  it('keeps what is right, as it was given', () => {
    const data = { decision: 'accept', amount: 12.5, on: '2026-05-12', person: { name: '张某' }, items: [{ pay: 3 }] };
    expect(check(data)).toEqual({ problems: [], values: data });
  });
  it('names each problem by its path', () => {
    expect(codes({ decision: 'maybe', amount: -1, on: '2026-02-30', person: {}, items: [{ pay: 0 }, {}, 7] })).toEqual([
      'decision NOT_AN_OPTION',
      'amount TOO_SMALL',
      'on NOT_A_DATE',
      'items.0.pay TOO_SMALL',
      'items.1.pay REQUIRED',
      'items.2 WRONG_TYPE',
    ]);
  });
  it('asks for a field only while it shows', () => {
    expect(codes({ decision: 'refuse' })).toEqual(['reason REQUIRED']);
    expect(codes({ decision: 'accept', person: { name: '李某' } })).toEqual([]);
  });
  it('asks for a field that an expression requires', () =>
    expect(codes({ decision: 'accept' })).toEqual(['person.name REQUIRED']));
  it('drops what was filled in before the field was hidden', () => {
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
  it('takes options that the task brings along', () => {
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

describe('a form as a definition', () => {
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
  it('opens with what the task brings, else its defaults', () => {
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
