import { readBpmn } from '../parse/read';
import type { Known } from './Finding';
import { check, rules } from '.';
import { broken, sound } from './rules.cases';
import { brokenFlow } from './rules.flow.cases';
import { variants } from './rules.variants';

const findings = async (xml: string, known?: Known) => check(await readBpmn(xml), { profile: 'publish', known });
const models = { ...broken, ...brokenFlow };

describe('every rule', () => {
  it('has a model that breaks it', () => {
    const covered = new Set([...Object.keys(models), ...Object.values(variants).map(([rule]) => rule)]);
    expect(rules.map((rule) => rule.id).filter((id) => !covered.has(id))).toEqual([]);
  });

  it('tells its finding in both languages, with what to do', () => {
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

describe('is found too where', () => {
  it.each(Object.entries(variants))('%s', async (_, [rule, xml]) => {
    expect(
      (await findings(xml)).filter((finding) => finding.severity === 'error').map((finding) => finding.rule),
    ).toContain(rule);
  });
});

describe('nothing is found in', () => {
  it.each(Object.entries(sound))('%s', async (_, xml) => {
    expect(await findings(xml, { forms: ['f1'], limits: ['L1'] })).toEqual([]);
  });
});
