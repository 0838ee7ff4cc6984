import type { Rule } from './Finding';

/** The table of rules for readers, as Markdown: `engine/check/README.md` is this text, which a test verifies. */
export function describe(rules: readonly Rule[]): string {
  const count = (severity: string) => rules.filter((rule) => rule.severity === severity).length;
  const cell = (text: string) => text.replace(/\|/g, '\\|');
  return [
    "# The checker's rules",
    '',
    'Made by `npm run check -- --rules > engine/check/README.md` from the rules themselves (`rules/*.ts`).',
    '',
    `${rules.length} rules: ${count('error')} refuse a model (error), ${count('warning')} warn, ${count('info')} only informs. Clauses are those of BPMN 2.0.2 (OMG formal/2013-12-09);`,
    '“Heyi” marks rules about what this engine can run, and good practice. `check(bpmn, options)` takes what `readBpmn` gives.',
    'A rule marked “error to run” refuses a model only with the profile `publish`; with `interchange` it warns.',
    '',
    '| Rule | | Clause | About | What is wrong and how to correct it |',
    '|---|---|---|---|---|',
    ...rules.map(
      (rule) =>
        `| \`${rule.id}\` | ${rule.severity}${rule.running ? ' to run' : ''} | ${rule.clause} | ${[rule.on].flat().join(', ')} | ${cell(rule.en)}<br>${cell(rule.zh)} |`,
    ),
    '',
  ].join('\n');
}
