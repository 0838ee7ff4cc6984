import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, refused, rules } from '../../engine/check';
import { describe as table } from '../../engine/check/describe';
import { readBpmn } from '../../engine/parse/read';
import { describeSuite } from './suites';

const at = (...path: string[]) => join(__dirname, ...path);
const findings = async (file: string) => check(await readBpmn(readFileSync(file)), { profile: 'interchange' });

describeSuite('constraints', (folder) => {
  const models: { rule: string; file: string }[] = JSON.parse(readFileSync(join(folder, 'models.json'), 'utf8'));
  const expected: Record<string, string[]> = JSON.parse(readFileSync(at('constraintRules.json'), 'utf8'));
  it.each(models)('$rule: $file is refused for the right reason', async ({ rule, file }) => {
    const errors = (await findings(join(folder, file)))
      .filter((finding) => finding.severity === 'error')
      .map((finding) => finding.rule);
    expect(expected[rule]!.some((due) => errors.includes(due))).toBe(true);
  });
});

describeSuite('miwg', (folder) => {
  it.each(readdirSync(folder).filter((name) => name.endsWith('.bpmn')))('%s is not refused', async (name) => {
    const found = await findings(join(folder, name));
    expect(refused(found) ? found : []).toEqual([]);
  });
});

const own = ['dialects', 'own'].flatMap((folder) =>
  readdirSync(at('../interchange', folder)).map((name) => join(folder, name)),
);
describe('models of all BPMN elements, and small ones in the style of other tools, are not refused', () => {
  it.each(own)('%s', async (name) => {
    const found = await findings(at('../interchange', name));
    expect(refused(found) ? found : []).toEqual([]);
  });
});

describe('the rules', () => {
  it('are listed in the README unchanged', () => {
    expect(readFileSync(at('../../engine/check/README.md'), 'utf8')).toBe(table(rules));
  });

  it('have unique ids', () => {
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
  });
});
