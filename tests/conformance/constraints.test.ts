import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, refused, rules } from '../../engine/check';
import { describe as table } from '../../engine/check/describe';
import { readBpmn } from '../../engine/parse/read';

const at = (...path: string[]) => join(__dirname, ...path);
const models: { rule: string; file: string }[] = JSON.parse(readFileSync(at('constraints/models.json'), 'utf8'));
const expected: Record<string, string[]> = JSON.parse(readFileSync(at('constraints/rules.json'), 'utf8'));
const findings = async (file: string) => check(await readBpmn(readFileSync(file)), { profile: 'interchange' });

describe('models that break a constraint are refused for the right reason', () => {
  it.each(models)('$rule: $file', async ({ rule, file }) => {
    const errors = (await findings(at('constraints', file)))
      .filter((finding) => finding.severity === 'error')
      .map((finding) => finding.rule);
    expect(expected[rule]!.some((due) => errors.includes(due))).toBe(true);
  });
});

describe('the reference models of other tools are not refused', () => {
  it.each(readdirSync(at('../interchange/miwg')).filter((name) => name.endsWith('.bpmn')))('%s', async (name) => {
    const found = await findings(at('../interchange/miwg', name));
    expect(refused(found) ? found : []).toEqual([]);
  });
});

describe('small models in the manner of other tools are not refused', () => {
  it.each(readdirSync(at('../interchange/manners')))('%s', async (name) => {
    const found = await findings(at('../interchange/manners', name));
    expect(refused(found) ? found : []).toEqual([]);
  });
});

describe('the rules', () => {
  it('stand in the README as they are', () => {
    expect(readFileSync(at('../../engine/check/README.md'), 'utf8')).toBe(table(rules));
  });

  it('have ids of their own', () => {
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
  });
});
