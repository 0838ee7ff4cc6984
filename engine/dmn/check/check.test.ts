import { checkDmn } from '..';

interface Clause {
  text?: string;
  typeRef?: string;
  values?: string;
  name?: string;
  standard?: string;
}

const attributes = (pairs: Record<string, string | undefined>): string =>
  Object.entries(pairs)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${value}"`))
    .join('');
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const within = (name: string, text: string | undefined): string =>
  text === undefined ? '' : `<${name}><text>${escape(text)}</text></${name}>`;
const literal = (text: string, id?: string): string =>
  `<literalExpression${attributes({ id })}><text>${escape(text)}</text></literalExpression>`;

function table(
  hitPolicy: string,
  inputs: Clause[],
  outputs: Clause[],
  rules: [string[], string[]][],
  aggregation?: string,
): string {
  const input = inputs.map(
    (clause, index) =>
      `<input id="i${index}"><inputExpression${attributes({ typeRef: clause.typeRef })}><text>${clause.text ?? 'x'}</text></inputExpression>${within('inputValues', clause.values)}</input>`,
  );
  const output = outputs.map(
    (clause, index) =>
      `<output id="o${index}"${attributes({ name: clause.name, typeRef: clause.typeRef })}>${within('outputValues', clause.values)}${within('defaultOutputEntry', clause.standard)}</output>`,
  );
  const rows = rules.map(
    ([tests, results], index) =>
      `<rule id="r${index + 1}">${tests.map((test) => within('inputEntry', test)).join('')}${results.map((result) => within('outputEntry', result)).join('')}</rule>`,
  );
  return `<decisionTable id="table"${attributes({ hitPolicy, aggregation })}>${[...input, ...output, ...rows].join('')}</decisionTable>`;
}

const decision = (id: string, logic: string, requires = '', typeRef?: string): string =>
  `<decision id="${id}" name="${id}"><variable name="${id}"${attributes({ typeRef })}/>${requires}${logic}</decision>`;
const needs = (kind: 'Input' | 'Decision', id: string): string =>
  `<informationRequirement><required${kind} href="#${id}"/></informationRequirement>`;
const input = (id: string): string => `<inputData id="${id}" name="${id}"><variable name="${id}"/></inputData>`;
const model = (content: string): string =>
  `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m" namespace="urn:m">${content}</definitions>`;

const rulesOf = (source: string, variables: string[] = []): string[] =>
  checkDmn(source, { variables }).map(({ rule, element }) => `${rule} ${element ?? ''}`.trim());
const ofTable = (...args: Parameters<typeof table>): string[] =>
  rulesOf(model(input('x') + input('y') + decision('d', table(...args), needs('Input', 'x') + needs('Input', 'y'))));
const out: Clause[] = [{}];

describe('the decision checker', () => {
  it('reports nothing for a valid model', () => {
    expect(
      rulesOf(
        model(
          input('x') +
            decision(
              'd',
              table('UNIQUE', [{}], out, [
                [['< 18'], ['1']],
                [['>= 18'], ['2']],
              ]),
              needs('Input', 'x'),
            ) +
            decision('e', literal('d + 1'), needs('Decision', 'd')),
        ),
      ),
    ).toEqual([]);
  });

  it.each([
    ['no XML', '<definitions', 'dmn-read'],
    ['no DMN', '<a xmlns="b"/>', 'dmn-read'],
    ['an entity bomb', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'dmn-read'],
    ['an id used twice', model(input('x') + decision('x', literal('1'))), 'dmn-id x'],
    [
      'a name used twice',
      model(input('x') + '<decision id="d" name="x"><literalExpression><text>1</text></literalExpression></decision>'),
      'dmn-same-name x',
    ],
    ['a requirement of a missing element', model(decision('d', literal('1'), needs('Input', 'x'))), 'dmn-reference d'],
    ['a decision without logic', model(decision('d', '')), 'dmn-logic d'],
    [
      'a missing import',
      model('<import name="other" namespace="urn:other" importType="dmn"/>' + decision('d', literal('1'))),
      'dmn-import',
    ],
    ['a missing type', model(decision('d', literal('1'), '', 'tMoney')), 'dmn-type d'],
    ['a syntax error', model(decision('d', literal('1 +', 'logic'))), 'dmn-feel-syntax logic'],
    [
      'a function that is not FEEL',
      model(decision('d', '<functionDefinition id="f" kind="Java"/>')),
      'dmn-function-kind f',
    ],
    ['a service without an output', model('<decisionService id="s" name="s"/>'), 'dmn-service s'],
  ])('finds %s', (_, source, expected) => {
    expect(rulesOf(source)).toContain(expected);
  });

  it('finds decisions that require each other', () => {
    const [finding, ...others] = checkDmn(
      model(
        decision('a', literal('b'), needs('Decision', 'b')) +
          decision('b', literal('c'), needs('Decision', 'c')) +
          decision('c', literal('a'), needs('Decision', 'a')),
      ),
    );
    expect(finding).toMatchObject({ rule: 'dmn-cycle', severity: 'error', clause: 'DMN 1.3 §6.3.7' });
    expect(finding!.zh).toContain('a → b → c → a');
    expect(others).toEqual([]);
  });

  it('finds decisions that require each other too deep to be evaluated', () => {
    const chain = (count: number) =>
      model(
        Array.from({ length: count }, (_, at) =>
          at + 1 < count
            ? decision(`d${at}`, literal(`d${at + 1}`), needs('Decision', `d${at + 1}`))
            : decision(`d${at}`, literal('1')),
        ).join(''),
      );
    expect(rulesOf(chain(150))).toEqual([]);
    expect(rulesOf(chain(3000))[0]).toMatch(/^dmn-depth d/);
  });

  it('finds unknown variables, but not those of the host, of filters or of functions', () => {
    const source = model(
      decision(
        'd',
        literal('a + sum(for i in list[price > 1] return i.price) + (function(z) z)(1) + threshold("x")', 'logic'),
      ),
    );
    expect(rulesOf(source, ['list', 'threshold'])).toEqual(['dmn-variable logic']);
    expect(checkDmn(source, { variables: ['list', 'threshold', 'a'] })).toEqual([]);
  });

  it('warns of patterns that are not XPath patterns, wherever the argument stands', () => {
    const decided = (text: string) => rulesOf(model(decision('d', literal(text, 'logic'))));
    expect(decided('matches("a", "(?=a)")')).toEqual(['dmn-pattern logic']);
    expect(decided('replace(pattern: "(?<a>b)", input: "b", replacement: "c")')).toEqual(['dmn-pattern logic']);
    expect(decided('if split("a", "[") = null then 1 else 2')).toEqual(['dmn-pattern logic']);
    expect(decided('matches("a", "[A-Z-[C]]\\p{IsCJKUnifiedIdeographs}", "i")')).toEqual([]);
    expect(decided('extract("a1", "\\d") = ["1"]')).toEqual([]);
  });

  describe('of tables', () => {
    it.each<[string, string[], string]>([
      ['an unknown hit policy', ofTable('BEST', [{}], out, [[['1'], ['1']]]), 'dmn-hit-policy table'],
      ['aggregation outside COLLECT', ofTable('FIRST', [{}], out, [[['-'], ['1']]], 'SUM'), 'dmn-aggregation table'],
      [
        'aggregation of several outputs',
        ofTable('COLLECT', [{}], [{ name: 'a' }, { name: 'b' }], [[['-'], ['1', '2']]], 'SUM'),
        'dmn-aggregation table',
      ],
      ['priority without an order', ofTable('PRIORITY', [{}], out, [[['-'], ['1']]]), 'dmn-output-order table'],
      ['outputs without names', ofTable('FIRST', [{}], [{}, {}], [[['-'], ['1', '2']]]), 'dmn-output-names table'],
      [
        'a rule with too few entries',
        ofTable('FIRST', [{}, { text: 'y' }], out, [[['1'], ['1']]]),
        'dmn-rule-entries r1',
      ],
      [
        'an output that is not allowed',
        ofTable('FIRST', [{}], [{ values: '"a", "b"' }], [[['-'], ['"c"']]]),
        'dmn-output-value r1',
      ],
      [
        'a test that can never be true',
        ofTable('FIRST', [{ values: '"a", "b"' }], out, [
          [['"c"'], ['1']],
          [['-'], ['2']],
        ]),
        'dmn-input-value r1',
      ],
      [
        'rules that overlap',
        ofTable('UNIQUE', [{}], out, [
          [['< 18'], ['1']],
          [['>= 17'], ['2']],
        ]),
        'dmn-overlap r2',
      ],
      [
        'rules that overlap in all of several inputs',
        ofTable('UNIQUE', [{}, { text: 'y' }], out, [
          [['[1..5]', '"a"'], ['1']],
          [['[5..9]', '"a", "b"'], ['2']],
        ]),
        'dmn-overlap r2',
      ],
      [
        'rules that overlap in dates',
        ofTable('UNIQUE', [{}], out, [
          [['< date("2025-01-01")'], ['1']],
          [['<= @"2025-01-01"'], ['2']],
        ]),
        'dmn-overlap r2',
      ],
      [
        'rules that disagree',
        ofTable('ANY', [{}], out, [
          [['< 18'], ['1']],
          [['-'], ['2']],
        ]),
        'dmn-disagreement r2',
      ],
      [
        'a gap between numbers',
        ofTable('UNIQUE', [{}], out, [
          [['<= 17'], ['1']],
          [['>= 18'], ['2']],
        ]),
        'dmn-gap table',
      ],
      [
        'a gap in an enumeration',
        ofTable('UNIQUE', [{ values: '"a", "b", "c"' }], out, [
          [['"a"'], ['1']],
          [['"b"'], ['2']],
        ]),
        'dmn-gap table',
      ],
      [
        'a gap in boolean values',
        ofTable('UNIQUE', [{}, { text: 'y' }], out, [
          [['true', '-'], ['1']],
          [['false', 'true'], ['2']],
        ]),
        'dmn-gap table',
      ],
      [
        'a rule hidden by others',
        ofTable('FIRST', [{}], out, [
          [['< 10'], ['1']],
          [['-'], ['2']],
          [['5'], ['3']],
        ]),
        'dmn-hidden-rule r3',
      ],
    ])('finds %s', (_, found, expected) => {
      expect(found).toContain(expected);
    });

    it.each<[string, string[]]>([
      [
        'neighbouring ranges',
        ofTable('UNIQUE', [{}], out, [
          [['< 18'], ['1']],
          [['[18..60)'], ['2']],
          [['>= 60'], ['3']],
        ]),
      ],
      [
        'whole numbers',
        ofTable('UNIQUE', [{ typeRef: 'integer' }], out, [
          [['<= 17'], ['1']],
          [['>= 18'], ['2']],
        ]),
      ],
      [
        'a complete enumeration',
        ofTable('UNIQUE', [{ values: '"a", "b", "c"' }], out, [
          [['"a"'], ['1']],
          [['not("a")'], ['2']],
        ]),
      ],
      [
        'all combinations',
        ofTable('UNIQUE', [{}, { text: 'y' }], out, [
          [['true', '-'], ['1']],
          [['false', '> 1'], ['2']],
          [['false', '<= 1'], ['3']],
        ]),
      ],
      [
        'tests of the value itself',
        ofTable('UNIQUE', [{}], out, [
          [['? > 5 and ? < 10'], ['1']],
          [['? <= 5 or ? >= 10'], ['2']],
        ]),
      ],
      [
        'agreeing rules',
        ofTable('ANY', [{}], out, [
          [['-'], ['1']],
          [['> 5'], ['1']],
        ]),
      ],
      ['a standard output', ofTable('UNIQUE', [{}], [{ standard: '0' }], [[['1'], ['1']]])],
      [
        'rules for null',
        ofTable('FIRST', [{}], out, [
          [['true'], ['1']],
          [['false'], ['2']],
          [['-'], ['3']],
        ]),
      ],
      [
        'presence',
        ofTable('FIRST', [{}], out, [
          [['null'], ['1']],
          [['not(null)'], ['2']],
        ]),
      ],
      [
        'lists of results',
        ofTable('COLLECT', [{}], out, [
          [['> 1'], ['1']],
          [['> 2'], ['2']],
        ]),
      ],
      [
        'what depends on variables',
        ofTable('UNIQUE', [{}], out, [
          [['< y'], ['1']],
          [['>= y'], ['2']],
        ]),
      ],
    ])('accepts %s', (_, found) => {
      expect(found).toEqual([]);
    });

    it('gives an example in both languages', () => {
      const [finding] = checkDmn(
        model(
          input('x') +
            decision(
              'd',
              table('UNIQUE', [{}], out, [
                [['< 18'], ['1']],
                [['> 17'], ['2']],
              ]),
              needs('Input', 'x'),
            ),
        ),
      );
      expect(finding).toMatchObject({ severity: 'error', element: 'r2', clause: 'DMN 1.3 §8.2.10' });
      expect(finding!.zh).toContain('第 1 条与第 2 条规则会同时命中（如 x: 17.5）');
      expect(finding!.en).toContain('Rules 1 and 2 both match (as for x: 17.5)');
    });

    it('searches all of 2,000 rules', () => {
      const columns = [{ text: 'x' }, { text: 'y' }];
      const rules = Array.from({ length: 2_000 }, (_, n): [string[], string[]] => [
        [`[${n}..${n + 1})`, `"k${n}"`],
        ['1'],
      ]);
      const last: [string[], string[]] = [['1234.5', '"k1234"'], ['2']];
      expect(ofTable('UNIQUE', columns, out, [...rules, last])).toEqual(['dmn-overlap r2001', 'dmn-gap table']);
    });

    it('stays quick on a table too large to search', () => {
      const columns = Array.from({ length: 12 }, (_, index) => ({ text: `x${index}` }));
      const rules = Array.from({ length: 60 }, (_, rule): [string[], string[]] => [
        columns.map((__, column) => ((rule * 7 + column * 3) % 5 ? `>= ${(rule * column) % 11}` : '-')),
        ['1'],
      ]);
      expect(Array.isArray(ofTable('FIRST', columns, out, rules))).toBe(true);
    });
  });
});
