import { bindDecisions, parseDmn, type Outcome } from '.';
import { FeelLimitError } from '../feel';
import { ReadRefusal } from '../parse/ReadRefusal';

const DMN13 = 'https://www.omg.org/spec/DMN/20191111/MODEL/';
const model = (content: string, namespace = 'urn:m', uri = DMN13): string =>
  `<?xml version="1.0"?><definitions xmlns="${uri}" id="m" name="m" namespace="${namespace}">${content}</definitions>`;
const literal = (text: string): string =>
  `<literalExpression><text>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text></literalExpression>`;
const decision = (id: string, logic: string, requires = ''): string =>
  `<decision id="${id}" name="${id}"><variable name="${id}"/>${requires}${logic}</decision>`;
const needs = (what: string, href: string): string =>
  `<${what === 'Knowledge' ? 'knowledge' : 'information'}Requirement><required${what} href="${href}"/></${what === 'Knowledge' ? 'knowledge' : 'information'}Requirement>`;
const scope = (variables: Record<string, unknown>) => ({
  get: (name: string) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
  has: (name: string) => Object.hasOwn(variables, name),
  now: '2025-06-01T10:00:00+08:00',
});
const evaluate = (source: string, id: string, variables: Record<string, unknown> = {}): Outcome =>
  bindDecisions(parseDmn(source)).evaluate(id, scope(variables));

const route = model(`
  <inputData id="case" name="case"><variable name="case"/></inputData>
  <inputData id="filed" name="filed"><variable name="filed" typeRef="date"/></inputData>
  <decision id="amount" name="总额"><variable name="amount"/>${needs('Input', '#case')}${literal('sum(case.claims.amount)')}</decision>
  <decision id="route" name="分流"><variable name="route"/>${needs('Decision', '#amount')}${needs('Input', '#filed')}
    <decisionTable id="table" hitPolicy="UNIQUE">
      <input id="i1" label="总额"><inputExpression><text>amount</text></inputExpression></input>
      <input id="i2"><inputExpression><text>filed</text></inputExpression></input>
      <output id="o1" name="stage"/><output id="o2" name="due" typeRef="date"/>
      <rule id="small"><inputEntry><text>&lt; threshold("small")</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>"mediation"</text></outputEntry><outputEntry><text>filed + duration("P15D")</text></outputEntry></rule>
      <rule id="large"><inputEntry><text>&gt;= threshold("small")</text></inputEntry><inputEntry><text>&gt; date("2025-01-01")</text></inputEntry><outputEntry><text>"arbitration"</text></outputEntry><outputEntry><text>filed + duration("P45D")</text></outputEntry></rule>
    </decisionTable></decision>`);

describe('a decision', () => {
  const variables = {
    case: { claims: [{ amount: 100.1 }, { amount: 200.2 }] },
    filed: '2025-03-01',
    threshold: (name: unknown) => (name === 'small' ? 300 : 0),
  };

  it('uses the functions of the host, reads dates from JSON and returns JSON', () => {
    expect(evaluate(route, 'route', variables).result).toEqual({ stage: 'arbitration', due: '2025-04-15' });
    expect(evaluate(route, 'route', { ...variables, threshold: () => 301 }).result).toEqual({
      stage: 'mediation',
      due: '2025-03-16',
    });
  });

  it('traces which decisions were evaluated, the inputs of each table, and which rules matched', () => {
    expect(evaluate(route, 'route', variables).trace).toEqual([
      { decision: 'amount', name: '总额', result: 300.3, tables: [] },
      {
        decision: 'route',
        name: '分流',
        result: { stage: 'arbitration', due: '2025-04-15' },
        tables: [{ table: 'table', inputs: [300.3, '2025-03-01'], matched: [{ rule: 'large', number: 2 }] }],
      },
    ]);
  });

  it('is found by id or by name, and is null with a warning if there is none', () => {
    expect(evaluate(route, '总额', variables).result).toBe(300.3);
    expect(evaluate(route, 'nothing')).toMatchObject({ result: null, warnings: [{ code: 'NO_DECISION' }] });
    expect(bindDecisions(parseDmn(route)).decision('nothing')).toBeUndefined();
    expect(bindDecisions(parseDmn(route)).ids).toEqual(['amount', 'route']);
  });

  it('is evaluated once, and only if needed', () => {
    let calls = 0;
    const source = model(
      decision('base', literal('counted()')) +
        decision('unused', literal('counted()')) +
        decision(
          'top',
          literal('if true then base + base else unused'),
          needs('Decision', '#base') + needs('Decision', '#unused'),
        ),
    );
    expect(evaluate(source, 'top', { counted: () => ++calls }).result).toBe(2);
    expect(calls).toBe(1);
  });

  it('is null, and says why, if several rules match that must not', () => {
    const table = `<decisionTable id="t"><input><inputExpression><text>x</text></inputExpression></input><output/>${['&gt; 1', '&gt; 2'].map((test) => `<rule><inputEntry><text>${test}</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>`).join('')}</decisionTable>`;
    const outcome = evaluate(model(decision('d', table)), 'd', { x: 3 });
    expect(outcome).toMatchObject({ result: null, warnings: [{ code: 'SEVERAL_RULES' }] });
    expect(outcome.warnings[0]!.zh).toContain('第 1, 2 条');
    expect(outcome.trace[0]!.tables[0]!.matched).toHaveLength(2);
  });

  it('with a broken expression is null, and the rest continues', () => {
    const source = model(
      decision('bad', literal('1 +')) + decision('good', literal('get or else(bad, 7)'), needs('Decision', '#bad')),
    );
    expect(evaluate(source, 'good')).toMatchObject({ result: 7, warnings: [{ code: 'BROKEN' }] });
  });

  it('that requires itself does not loop for ever', () => {
    expect(
      evaluate(
        model(
          decision('a', literal('b'), needs('Decision', '#b')) + decision('b', literal('a'), needs('Decision', '#a')),
        ),
        'a',
      ).result,
    ).toBeNull();
  });

  it('whose functions call each other endlessly is stopped', () => {
    const source = model(
      `<businessKnowledgeModel id="f" name="f"><variable name="f"/><encapsulatedLogic><formalParameter name="n"/>${literal('f(n + 1)')}</encapsulatedLogic></businessKnowledgeModel>${decision('d', literal('f(1)'), needs('Knowledge', '#f'))}`,
    );
    expect(() => evaluate(source, 'd')).toThrow(FeelLimitError);
  });

  const knowledge = (parameter: string, body: string) =>
    `<businessKnowledgeModel id="k" name="k"><variable name="k"/><encapsulatedLogic><formalParameter name="${parameter}" typeRef="number"/>${literal(body)}</encapsulatedLogic></businessKnowledgeModel>`;
  const context = (a: string, last: string) =>
    `<context><contextEntry><variable name="a"/>${literal(a)}</contextEntry><contextEntry>${literal(last)}</contextEntry></context>`;

  it('whose function was returned by a knowledge model sees that model’s names, not the caller’s', () => {
    const source = model(
      knowledge('a', 'function(b) a * b') + decision('d', context('10', 'k(100)(2)'), needs('Knowledge', '#k')),
    );
    expect(evaluate(source, 'd').result).toBe(200);
  });

  it('is null if a function is given another type than its parameter’s', () => {
    const source = model(knowledge('a', '"called"') + decision('d', literal('k("x")'), needs('Knowledge', '#k')));
    expect(evaluate(source, 'd').result).toBeNull();
  });

  it('chooses nothing by a condition that is not a boolean', () => {
    const boxed = `<conditional><if>${literal('"abc"')}</if><then>${literal('1')}</then><else>${literal('2')}</else></conditional>`;
    expect(evaluate(model(decision('d', boxed)), 'd')).toMatchObject({
      result: null,
      warnings: [{ code: 'NOT_A_CONDITION' }],
    });
  });

  it('does not see what it does not require, except what the host has', () => {
    const source = model(decision('a', literal('1')) + decision('b', literal('a')));
    expect(evaluate(source, 'b').result).toBeNull();
    expect(evaluate(source, 'b', { a: 5 }).result).toBe(5);
  });

  it('gives the same answer from its JSON', () => {
    const copy = JSON.parse(JSON.stringify(parseDmn(route, 'abc'))) as ReturnType<typeof parseDmn>;
    expect(copy).toEqual(parseDmn(route, 'abc'));
    expect(copy).toMatchObject({ format: 1, hash: 'abc', namespace: 'urn:m' });
    expect(bindDecisions(copy).evaluate('route', scope(variables)).result).toEqual({
      stage: 'arbitration',
      due: '2025-04-15',
    });
  });
});

describe('imported models', () => {
  const lib = parseDmn(
    model(
      `<itemDefinition id="t" name="tGrade"><typeRef>string</typeRef><allowedValues><text>"A", "B"</text></allowedValues></itemDefinition>
    <inputData id="x" name="x"><variable name="x"/></inputData>${decision('double', literal('x * 2'), needs('Input', '#x'))}
    <businessKnowledgeModel id="inc" name="inc"><variable name="inc"/><encapsulatedLogic><formalParameter name="n"/>${literal('n + 1')}</encapsulatedLogic></businessKnowledgeModel>`,
      'urn:lib',
    ),
  );
  const using = (name: string, logic: string, typeRef = ''): string =>
    model(
      `<import name="${name}" namespace="urn:lib" importType="${DMN13}"/><decision id="d" name="d"><variable name="d"${typeRef}/>${needs('Decision', 'urn:lib#double')}${needs('Knowledge', 'urn:lib#inc')}${logic}</decision>`,
    );
  const run = (source: string): unknown => bindDecisions(parseDmn(source), [lib]).evaluate('d', scope({ x: 4 })).result;

  it('are referenced by the name of their import', () => {
    expect(run(using('lib', literal('lib.inc(lib.double)')))).toBe(9);
    expect(run(using('my lib', literal('my lib.inc(my lib.double)')))).toBe(9);
  });

  it('without a name bring their own names', () => {
    expect(run(using('', literal('inc(double)')))).toBe(9);
  });

  it('bring their types', () => {
    expect(run(using('lib', literal('"A"'), ' typeRef="lib.tGrade"'))).toBe('A');
    expect(run(using('lib', literal('"C"'), ' typeRef="lib.tGrade"'))).toBeNull();
  });
});

describe('reading', () => {
  it.each([
    ['DMN 1.1', 'http://www.omg.org/spec/DMN/20151101/dmn.xsd'],
    ['DMN 1.2', 'http://www.omg.org/spec/DMN/20180521/MODEL/'],
    ['DMN 1.3', DMN13],
    ['DMN 1.4', 'https://www.omg.org/spec/DMN/20211108/MODEL/'],
    ['DMN 1.5', 'https://www.omg.org/spec/DMN/20230324/MODEL/'],
    ['DMN 1.6', 'https://www.omg.org/spec/DMN/20240513/MODEL/'],
  ])('takes %s', (_, uri) => {
    expect(evaluate(model(decision('d', literal('1 + 1')), 'urn:m', uri), 'd').result).toBe(2);
  });

  it('accepts the types and letters of older tools', () => {
    const table =
      '<decisionTable hitPolicy="C" aggregation="SUM"><input><inputExpression typeRef="feel:date"><text>day</text></inputExpression></input><output typeRef="integer"/><rule><inputEntry><text>&lt; date("2025-01-01")</text></inputEntry><outputEntry><text>2</text></outputEntry></rule><rule><inputEntry/><outputEntry><text>3</text></outputEntry></rule></decisionTable>';
    expect(evaluate(model(decision('d', table)), 'd', { day: '2024-12-31' }).result).toBe(5);
  });

  it.each([
    ['nothing', ''],
    ['other XML', '<a/>'],
    ['BPMN', '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>'],
    ['broken XML', '<definitions'],
    ['a document type', `<!DOCTYPE x>${model('')}`],
  ])('refuses %s', (_, source) => {
    expect(() => parseDmn(source)).toThrow(ReadRefusal);
  });

  it('reads ten thousand rules within seconds', () => {
    const rules = Array.from(
      { length: 10_000 },
      (_, index) =>
        `<rule><inputEntry><text>${index}</text></inputEntry><outputEntry><text>${index * 2}</text></outputEntry></rule>`,
    ).join('');
    const decisions = bindDecisions(
      parseDmn(
        model(
          decision(
            'd',
            `<decisionTable hitPolicy="FIRST"><input><inputExpression><text>x</text></inputExpression></input><output/>${rules}</decisionTable>`,
          ),
        ),
      ),
    );
    expect(decisions.evaluate('d', scope({ x: 9999 })).result).toBe(19_998);
  });
});
