import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { check } from '../../engine/check';
import { process, flow, line } from '../../engine/check/rules.cases';
import { readBpmn, ReadRefusal } from '../../engine/parse/read';

jest.setTimeout(60_000);

const models = ['dialects/trisotech.bpmn', 'dialects/camunda7.bpmn', 'own/exchange.bpmn', 'own/handling.bpmn'].map(
  (name) => readFileSync(join(__dirname, name)),
);

/** Either a refusal that says what to do, or findings; anything else fails. */
async function answer(source: string | Uint8Array): Promise<'refused' | 'checked'> {
  try {
    const findings = check(await readBpmn(source), { profile: 'publish' });
    for (const { rule, zh, en } of findings) expect([rule, zh, en].every(Boolean)).toBe(true);
    return 'checked';
  } catch (error) {
    expect(error).toBeInstanceOf(ReadRefusal);
    expect((error as ReadRefusal).zh).toMatch(/。/);
    return 'refused';
  }
}

const model = fc.constantFrom(...models);
const place = fc.double({ min: 0, max: 1, noNaN: true });
const at = (bytes: Uint8Array, where: number) => Math.floor(where * bytes.length);

describe('malformed input', () => {
  it('is answered if it is truncated', async () => {
    await fc.assert(
      fc.asyncProperty(model, place, async (bytes, where) => {
        await answer(bytes.subarray(0, at(bytes, where)));
      }),
      { numRuns: 60 },
    );
  });

  it('is answered if some of its bytes are garbage', async () => {
    const hits = fc.array(fc.tuple(place, fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(model, hits, async (bytes, changes) => {
        const copy = Uint8Array.from(bytes);
        for (const [where, value] of changes) copy[at(copy, where)] = value;
        await answer(copy);
      }),
      { numRuns: 60 },
    );
  });

  it('is answered if it is not XML at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.uint8Array()), async (source) => {
        expect(await answer(source)).toBe('refused');
      }),
      { numRuns: 200 },
    );
  });

  it('is answered if an id or a reference is replaced by another', async () => {
    const texts = models.map((bytes) => bytes.toString('utf8'));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...texts), place, place, async (xml, from, to) => {
        const values = [...xml.matchAll(/(?:id|\w*Ref)="([^"]+)"/g)];
        const [one, other] = [
          values[Math.floor(from * (values.length - 1))]!,
          values[Math.floor(to * (values.length - 1))]!,
        ];
        const start = one.index + one[0].indexOf('"') + 1;
        expect(await answer(xml.slice(0, start) + other[1] + xml.slice(start + one[1]!.length))).toBe('checked');
      }),
      { numRuns: 60 },
    );
  });

  it('is answered if an element is removed or duplicated', async () => {
    const texts = models.map((bytes) => bytes.toString('utf8'));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...texts), place, fc.boolean(), async (xml, where, twice) => {
        const elements = [...xml.matchAll(/<([\w:]+)(\s[^<>]*)?\/>/g)];
        const element = elements[Math.floor(where * (elements.length - 1))]!;
        const end = element.index + element[0].length;
        expect(await answer(xml.slice(0, element.index) + (twice ? element[0].repeat(2) : '') + xml.slice(end))).toBe(
          'checked',
        );
      }),
      { numRuns: 60 },
    );
  });

  it('is answered if its flows form cycles of any kind', async () => {
    const nodes = [
      '<task id="n0"/>',
      '<parallelGateway id="n1"/>',
      '<inclusiveGateway id="n2"/>',
      '<exclusiveGateway id="n3"/>',
      '<task id="n4"/>',
      '<inclusiveGateway id="n5"/>',
    ];
    const arcs = fc.array(fc.tuple(fc.nat(nodes.length - 1), fc.nat(nodes.length - 1)), { maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(arcs, async (pairs) => {
        const flows = pairs.map(([from, to], i) => flow(`n${from}`, `n${to}`, '', `f${i}`)).join('');
        expect(
          await answer(
            process(
              `<startEvent id="s"/>${flow('s', 'n0')}${nodes.join('')}${flows}<endEvent id="e"/>${flow('n4', 'e')}`,
            ),
          ),
        ).toBe('checked');
      }),
      { numRuns: 150 },
    );
  });

  it('is answered if it is deeply nested, up to the limit and beyond', async () => {
    const nested = (depth: number) =>
      process(
        Array.from({ length: depth }, (_, i) => `<subProcess id="s${i}">`).join('') + '</subProcess>'.repeat(depth),
      );
    expect(await answer(nested(150))).toBe('checked');
    expect(await answer(nested(100_000))).toBe('refused');
  });

  it('is answered if it has as many elements as are allowed, and refused with their number beyond', async () => {
    const found = async (length: number) => {
      const tasks = Array.from({ length }, (_, i) => `<task id="t${i}"/>`);
      const model = process(line('<startEvent id="s"/>', ...tasks, '<endEvent id="e"/>'));
      return check(await readBpmn(model), { profile: 'publish' });
    };
    expect(await found(4_998)).toEqual([]);
    expect(await found(5_000)).toMatchObject([{ rule: 'model-size', en: expect.stringMatching(/10000.*\(10003\)/) }]);
  }, 30_000);

  it('is answered if processes call each other in a cycle', async () => {
    const ring = Array.from(
      { length: 50 },
      (_, i) =>
        `<process id="p${i}" isExecutable="true">${line(`<startEvent id="s${i}"/>`, `<callActivity id="c${i}" calledElement="p${(i + 1) % 50}"/>`, `<endEvent id="e${i}"/>`)}</process>`,
    );
    const findings = check(await readBpmn(process('').replace(/<process.*<\/process>/, ring.join(''))), {
      profile: 'publish',
    });
    expect(findings.filter(({ rule }) => rule === 'call-cycle')).toHaveLength(50);
  });
});
