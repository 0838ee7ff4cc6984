import { readBpmn, ReadRefusal } from './read';

const NS = 'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:t="urn:t" targetNamespace="urn:t"';
const model = (body: string, declaration = '') => `${declaration}<definitions ${NS} id="d">${body}</definitions>`;
const refusal = async (source: string | Uint8Array) => {
  const error = await readBpmn(source).then(
    () => undefined,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(ReadRefusal);
  return error as ReadRefusal;
};

describe('reading a BPMN file', () => {
  it('decodes by the declared encoding', async () => {
    const text = model('<message id="m" name="Grüße"/>', '<?xml version="1.0" encoding="ISO-8859-1"?>');
    const { definitions, xml, warnings } = await readBpmn(Uint8Array.from(text, (c) => c.charCodeAt(0)));
    expect(definitions.rootElements[0].name).toBe('Grüße');
    expect(xml).toContain('encoding="UTF-8"');
    expect(warnings).toEqual([]);
  });

  it('decodes GBK, as older Chinese tools write it', async () => {
    const gbk = [0xb5, 0xf7, 0xbd, 0xe2];
    const [before, after] = model('<message id="m" name="|"/>', '<?xml version="1.0" encoding="GBK"?>').split('|') as [
      string,
      string,
    ];
    const bytes = (s: string) => [...s].map((c) => c.charCodeAt(0));
    const { definitions } = await readBpmn(Uint8Array.from([...bytes(before), ...gbk, ...bytes(after)]));
    expect(definitions.rootElements[0].name).toBe('调解');
  });

  it.each(['utf-16le', 'utf-16be'])('decodes %s by its byte order mark', async (label) => {
    const text = `\uFEFF${model('<message id="m" name="调解"/>')}`;
    const bytes = [...text].flatMap((c) => {
      const n = c.charCodeAt(0);
      return label === 'utf-16le' ? [n & 255, n >> 8] : [n >> 8, n & 255];
    });
    const { definitions } = await readBpmn(Uint8Array.from(bytes));
    expect(definitions.rootElements[0].name).toBe('调解');
  });

  it('reads UTF-8 declared as UTF-16, as some tools write it', async () => {
    const { definitions } = await readBpmn(
      new TextEncoder().encode(model('<message id="m" name="调解"/>', '<?xml version="1.0" encoding="utf-16"?>')),
    );
    expect(definitions.rootElements[0].name).toBe('调解');
  });

  it('links references written as QNames of the target namespace', async () => {
    const { definitions, warnings } = await readBpmn(model('<itemDefinition id="i"/><message id="m" itemRef="t:i"/>'));
    expect(definitions.rootElements[1].itemRef.id).toBe('i');
    expect(warnings).toEqual([]);
  });

  it('keeps the order of outgoing flows if one of them is written with whitespace', async () => {
    const { definitions } = await readBpmn(
      model(`<process id="p"><task id="a"><outgoing>\n t:f1 </outgoing><outgoing>f2</outgoing></task><task id="b"/>
      <sequenceFlow id="f1" sourceRef="a" targetRef="b"/><sequenceFlow id="f2" sourceRef="a" targetRef="b"/></process>`),
    );
    expect(definitions.rootElements[0].flowElements[0].outgoing.map((f: { id: string }) => f.id)).toEqual(['f1', 'f2']);
  });

  it('keeps elements whose ids are in other scripts, which XML allows', async () => {
    const { definitions, warnings, xml } = await readBpmn(
      model(`<process id="流程_1" name="流程_1"><extensionElements><中文 xmlns="urn:x" 属性="1"/></extensionElements>
      <startEvent id="开始"><outgoing>f</outgoing></startEvent><task id="受理"><incoming>t:f</incoming></task><sequenceFlow id="f" name="受理" sourceRef="开始" targetRef="t:受理"/></process>`),
    );
    const [start, task, flow] = definitions.rootElements[0].flowElements;
    expect([definitions.rootElements[0].id, definitions.rootElements[0].name, start.id, task.id, flow.name]).toEqual([
      '流程_1',
      '流程_1',
      '开始',
      '受理',
      '受理',
    ]);
    expect([flow.sourceRef, flow.targetRef]).toEqual([start, task]);
    expect([warnings, xml.includes('<中文')]).toEqual([[], true]);
  });

  it('reads characters beyond 16 bits that are written as references', async () => {
    const { definitions } = await readBpmn(model('<message id="m" name="&#x20BB7;&#134071;&#x4E2D;&#20013;"/>'));
    expect(definitions.rootElements[0].name).toBe('𠮷𠮷中中');
  });

  it('warns about references it cannot resolve', async () => {
    const { warnings } = await readBpmn(model('<message id="m" itemRef="gone"/>'));
    expect(warnings).toEqual([
      { message: 'unresolved reference <gone>', element: 'm', property: 'bpmn:itemRef', value: 'gone' },
    ]);
  });

  it('reports line and column of malformed XML', async () => {
    expect(await refusal(model('\n<process id="p">'))).toMatchObject({ code: 'MALFORMED', line: 2 });
  });

  it.each([
    ['EMPTY', '  '],
    ['NOT_BPMN', '<definitions xmlns="urn:other"/>'],
    [
      'DOCTYPE',
      `<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "${'&a;'.repeat(1000)}">]>${model('<process id="p" name="&b;"/>')}`,
    ],
    ['TOO_DEEP', model('<subProcess>'.repeat(5000))],
    ['TOO_MANY_ELEMENTS', model('<task/>'.repeat(500_000))],
    ['TOO_LARGE', 'x'.repeat(17 * 1024 * 1024)],
    ['MALFORMED', model('<task id="a" id="b"/>')],
    ['MALFORMED', model('<x:task/>')],
    ['MALFORMED', model('<task name="&unknown;"/>')],
    ['MALFORMED', 'BPMN'],
  ])('refuses %s at once', async (code, source) => {
    const error = await refusal(source);
    expect(error.code).toBe(code);
    expect(error.zh).toMatch(/[。]$/);
  });

  it('refuses bytes that are not in the declared encoding', async () => {
    expect((await refusal(Uint8Array.from([0x3c, 0x61, 0xff, 0xfe]))).code).toBe('BAD_ENCODING');
  });
});
