import type { Finding, Severity } from '../../check/Finding';

/** Reports a breach of a rule. */
export type Report = (
  rule: DmnRule,
  element: string | undefined,
  line: number | undefined,
  zh: string,
  en: string,
) => void;

/** The rules of DMN, with the severity of a breach and their source (DMN 1.3, or Heyi's own). */
export const RULES = {
  'dmn-read': ['error', 'DMN 1.3 §12'],
  'dmn-id': ['error', 'DMN 1.3 §6.3.2'],
  'dmn-name': ['error', 'DMN 1.3 §6.3.3'],
  'dmn-same-name': ['warning', 'DMN 1.3 §6.3.3'],
  'dmn-reference': ['error', 'DMN 1.3 §6.3.7'],
  'dmn-import': ['error', 'DMN 1.3 §6.3.3'],
  'dmn-cycle': ['error', 'DMN 1.3 §6.3.7'],
  'dmn-depth': ['error', 'Heyi'],
  'dmn-logic': ['error', 'Heyi; DMN 1.3 §6.3.7'],
  'dmn-type': ['error', 'DMN 1.3 §7.3.2'],
  'dmn-function-kind': ['error', 'Heyi; DMN 1.3 §10.2.1.7'],
  'dmn-service': ['error', 'DMN 1.3 §6.3.10'],
  'dmn-feel-syntax': ['error', 'DMN 1.3 §10.3.1'],
  'dmn-pattern': ['warning', 'Heyi; DMN 1.3 §10.3.4.3'],
  'dmn-variable': ['warning', 'DMN 1.3 §10.4'],
  'dmn-table-outputs': ['error', 'DMN 1.3 §8.3.1'],
  'dmn-table-rules': ['warning', 'DMN 1.3 §8.3.1'],
  'dmn-output-names': ['error', 'DMN 1.3 §8.3.2'],
  'dmn-rule-entries': ['error', 'DMN 1.3 §8.3.3'],
  'dmn-input-expression': ['error', 'DMN 1.3 §8.3.2'],
  'dmn-hit-policy': ['error', 'DMN 1.3 §8.2.10'],
  'dmn-aggregation': ['error', 'DMN 1.3 §8.2.10'],
  'dmn-output-order': ['error', 'DMN 1.3 §8.2.10'],
  'dmn-output-value': ['error', 'DMN 1.3 §8.2.7'],
  'dmn-input-value': ['warning', 'DMN 1.3 §8.2.6'],
  'dmn-overlap': ['error', 'DMN 1.3 §8.2.10'],
  'dmn-disagreement': ['error', 'DMN 1.3 §8.2.10'],
  'dmn-gap': ['warning', 'DMN 1.3 §8.2.10'],
  'dmn-hidden-rule': ['warning', 'DMN 1.3 §8.2.10'],
} satisfies Record<string, [Severity, string]>;

export type DmnRule = keyof typeof RULES;

export const reporter =
  (findings: Finding[]): Report =>
  (rule, element, line, zh, en) => {
    const [severity, clause] = RULES[rule];
    findings.push({
      rule,
      severity: severity as Severity,
      clause,
      zh,
      en,
      ...(element !== undefined && { element }),
      ...(line !== undefined && { line }),
    });
  };
