import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { moddle, readBpmn, type ModdleElement } from '../../engine/parse/read';
import { merge, render, writable } from '../../engine/parse/write';
import { describeSuite } from '../conformance/suites';
import { difference } from './sameTree';

jest.setTimeout(60_000);

const modelsIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.bpmn'))
    .map((name) => join(folder, name));
const read = async (file: string) => (await readBpmn(readFileSync(file))).xml;

/** The model as the modeler returns it after `change`. */
async function edit(
  xml: string,
  change: (byId: Record<string, ModdleElement>, create: (type: string, attributes: object) => ModdleElement) => void,
) {
  const engine = moddle();
  const { rootElement, elementsById } = await engine.fromXML(writable(xml));
  change(elementsById, (type, attributes) => engine.create(type, attributes));
  return merge(xml, (await engine.toXML(rootElement, { format: true })).xml);
}

/** What must hold for every model, whoever wrote it. */
const describeModel = (file: string) => {
  it('is the same after import and export', async () => {
    const xml = await read(file);
    expect(await merge(xml, await render(xml))).toBe(xml);
  });

  it('differs in one attribute after an element is renamed', async () => {
    const xml = await read(file);
    const named = Object.values((await moddle().fromXML(xml)).elementsById).filter(
      (e) => /:(\w*Task|\w+Event|SubProcess|Lane|Participant|SequenceFlow)$/.test(e.$type) && e.name !== undefined,
    );
    for (const { id } of new Set(
      [named[0], named[Math.floor(named.length / 2)], named.at(-1)].filter((each) => each !== undefined),
    )) {
      const { gone, come } = difference(
        xml,
        await edit(xml, (byId) => {
          byId[id].name = '改名 <"新">';
        }),
      );
      expect([gone.length, come]).toEqual([1, [expect.stringContaining('@{}name="改名 <\\"新\\">"')]]);
    }
  });
};

/** Small models in the style of other tools, and models of all BPMN elements. */
const own = ['dialects', 'own'].flatMap((folder) => modelsIn(join(__dirname, folder)));
describe.each(own.map((file) => [relative(__dirname, file), file]))('%s', (_, file) => {
  describeModel(file);
});
describeSuite('miwg', (folder) =>
  describe.each(modelsIn(folder).map((file) => [relative(folder, file), file]))('%s', (_, file) => {
    describeModel(file);
  }),
);

const model = (body: string) => `<?xml version="1.0" encoding="UTF-8"?>
<!-- by hand -->
<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:v="urn:vendor" targetNamespace="urn:t" id="d">
  <b:process id="p" isClosed="false" v:owner="HR">
    ${body}
  </b:process>
</b:definitions>
`;
const body = `<b:extensionElements><v:note v:at="1">kept</v:note></b:extensionElements>
    <b:startEvent id="s" isInterrupting="true"/><?keep me?>
    <b:task id="a" name="A" v:cost="5" startQuantity="1"><b:extensionElements><v:x/></b:extensionElements></b:task>
    <!-- between -->
    <b:sequenceFlow id="f" sourceRef="s" targetRef="a"/>`;

describe('an edit preserves what it does not touch', () => {
  it('if an element is added, using the prefixes of the file', async () => {
    const out = await edit(model(body), ({ p, a }, create) => {
      const b = create('bpmn:UserTask', { id: 'b', name: 'B' });
      const flow = create('bpmn:SequenceFlow', {
        id: 'g',
        sourceRef: a,
        targetRef: b,
        conditionExpression: create('bpmn:FormalExpression', { body: '= x < 1' }),
      });
      p.flowElements.push(b, flow);
    });
    const { gone, come } = difference(model(body), out);
    expect(gone).toEqual([]);
    expect(out).toContain('<b:userTask id="b" name="B"/>');
    expect(out).toContain('<b:conditionExpression xsi:type="b:tFormalExpression">= x &lt; 1</b:conditionExpression>');
    expect(come.filter((line) => !/userTask|sequenceFlow/.test(line))).toEqual([]);
  });

  it('if an extension removes all namespaces, which moddle cannot write', async () => {
    const source = model(
      '<b:startEvent id="s" name="S"><b:extensionElements><v:look><v:frame><Ruler xmlns="" unit="cm"><Mark/></Ruler></v:frame></v:look></b:extensionElements></b:startEvent>',
    );
    const { gone, come } = difference(
      source,
      await edit(source, ({ s }) => {
        s.name = 'T';
      }),
    );
    expect([gone, come]).toEqual([
      ['/definitions/process/startEvent @{}name="S"'],
      ['/definitions/process/startEvent @{}name="T"'],
    ]);
  });

  it('if an element is removed', async () => {
    const { gone, come } = difference(
      model(body),
      await edit(model(body), ({ p }) => {
        p.flowElements = p.flowElements.filter((e: ModdleElement) => e.id !== 'f');
      }),
    );
    expect(come).toEqual([]);
    expect(gone.every((line) => line.startsWith('/definitions/process/sequenceFlow'))).toBe(true);
  });

  it('if an id is changed: foreign attributes and extensions stay with the element', async () => {
    const { gone, come } = difference(
      model(body),
      await edit(model(body), ({ a }) => {
        a.id = 'a2';
      }),
    );
    expect([gone, come]).toEqual([
      ['/definitions/process/task @{}id="a"', '/definitions/process/sequenceFlow @{}targetRef="a"'],
      ['/definitions/process/task @{}id="a2"', '/definitions/process/sequenceFlow @{}targetRef="a2"'],
    ]);
  });

  it('if elements are wrapped into a new sub-process, which keep their extensions', async () => {
    const out = await edit(model(body), ({ p, a }, create) => {
      p.flowElements = p.flowElements.filter((e: ModdleElement) => e.id !== 'a');
      p.flowElements.push(create('bpmn:SubProcess', { id: 'sub', flowElements: [a] }));
    });
    expect(out).toMatch(
      /<b:subProcess id="sub"><b:task id="a" name="A" v:cost="5" startQuantity="1"><b:extensionElements><v:x\/>/,
    );
    expect(out.match(/id="a"/g)).toHaveLength(1);
  });

  it('if an attribute returns to its default and a text changes', async () => {
    const source = model(
      '<b:subProcess id="e" triggeredByEvent="true"><b:documentation>old</b:documentation></b:subProcess>',
    );
    const { gone, come } = difference(
      source,
      await edit(source, ({ e }) => {
        e.triggeredByEvent = false;
        e.documentation[0].text = 'new & better';
      }),
    );
    expect(gone).toEqual([
      '/definitions/process/subProcess @{}triggeredByEvent="true"',
      '/definitions/process/subProcess/documentation text "old"',
    ]);
    expect(come).toEqual(['/definitions/process/subProcess/documentation text "new & better"']);
  });

  it('if siblings swap places', async () => {
    const out = await edit(model(body), ({ p }) => {
      p.flowElements.reverse();
    });
    expect([...out.matchAll(/id="([saf])"/g)].map((m) => m[1])).toEqual(['f', 'a', 's']);
  });
});
