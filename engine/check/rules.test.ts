import { readBpmn } from '../parse/read';
import type { CheckOptions, Known } from './Finding';
import { check, rules } from '.';
import { accepted, brokenPlain, namedLikeTheCalled, vendors } from './rules.accepted.cases';
import { broken, sound } from './rules.cases';
import { brokenFlow } from './rules.flow.cases';
import { variants } from './rules.variants';

const findings = async (xml: string, known?: Known) => check(await readBpmn(xml), { profile: 'publish', known });
const errors = async (xml: string, profile: CheckOptions['profile']) =>
  check(await readBpmn(xml), { profile })
    .filter(({ severity }) => severity === 'error')
    .map(({ rule }) => rule);
const models = { ...broken, ...brokenFlow };

describe('every rule', () => {
  it('has a model that breaks it', () => {
    const covered = new Set([
      ...Object.keys(models),
      ...[variants, brokenPlain].flatMap((cases) => Object.values(cases).map(([rule]) => rule)),
      'vendor-dialect',
    ]);
    expect(rules.map((rule) => rule.id).filter((id) => !covered.has(id))).toEqual([]);
  });

  it('reports its finding in both languages, with advice', () => {
    expect(
      rules.filter((rule) => !/[一-鿿]/.test(rule.zh) || !rule.zh.endsWith('。') || !/[.)]$/.test(rule.en)),
    ).toEqual([]);
  });
});

describe('is found:', () => {
  it.each(Object.entries(models))('%s', async (id, model) => {
    const [xml, known] = typeof model === 'string' ? [model, undefined] : model;
    expect((await findings(xml, known)).map((finding) => finding.rule)).toContain(id);
  });
});

describe('is also found if', () => {
  it.each(Object.entries(variants))('%s', async (_, [rule, xml]) => {
    expect(
      (await findings(xml)).filter((finding) => finding.severity === 'error').map((finding) => finding.rule),
    ).toContain(rule);
  });
});

describe('is found in plain BPMN if', () => {
  it.each(Object.entries(brokenPlain))('%s', async (_, [rule, xml]) => {
    expect(await errors(xml, 'interchange')).toContain(rule);
  });
});

describe('is not refused:', () => {
  it.each(Object.entries(accepted))('%s', async (_, xml) => {
    expect([await errors(xml, 'publish'), await errors(xml, 'interchange')]).toEqual([[], []]);
  });

  it('a call activity with the name of what it calls, which is reported if missing', async () => {
    expect(await errors(namedLikeTheCalled, 'interchange')).toEqual([]);
    expect(await errors(namedLikeTheCalled, 'publish')).toEqual(['called-element-exists']);
  });
});

it('says how many findings it does not list', async () => {
  const link = (id: number) =>
    `<intermediateThrowEvent id="a${id}"><linkEventDefinition name="L"/></intermediateThrowEvent><intermediateCatchEvent id="b${id}"><linkEventDefinition name="L"/></intermediateCatchEvent>`;
  const links = Array.from({ length: 1_000 }, (_, id) => link(id)).join('');
  const found = await findings(sound.sequence!.replace('<task ', `${links}<task `));
  expect([found.length, found.at(-1)]).toEqual([
    1_001,
    expect.objectContaining({ rule: 'more-findings', zh: expect.stringMatching(/还有 \d+ 条/) }),
  ]);
});

describe("another vendor's dialect", () => {
  it.each(Object.entries(vendors))('is reported, with advice: %s', async (vendor, uri) => {
    const model = (more: string) =>
      sound
        .sequence!.replace('<definitions ', `<definitions xmlns:v="${uri}" `)
        .replace('<task id="a"', `<task id="a" ${more}`);
    const vendorFindings = (xml: string) =>
      findings(xml).then((found) => found.filter(({ rule }) => rule === 'vendor-dialect'));
    const [found] = await vendorFindings(model('v:async="true"'));
    expect([found?.severity, found?.zh, found?.en]).toEqual([
      'warning',
      expect.stringMatching(new RegExp(`${vendor}：.*zeebe:.*FEEL`)),
      expect.stringMatching(new RegExp(`${vendor}: .*zeebe:.*FEEL`)),
    ]);
    expect(await vendorFindings(model(''))).toEqual([]);
  });
});

describe('nothing is found in', () => {
  it.each(Object.entries(sound))('%s', async (_, xml) => {
    expect(await findings(xml, { forms: ['f1'], limits: ['L1'] })).toEqual([]);
  });
});
