import type { Bpmn } from '../parse/read';
import type { CheckOptions, Finding } from './Finding';
import { Model } from './Model';
import { report } from './report';
import { rules } from './rules';
import { modelSize } from './rules/running';

export type { CheckOptions, Finding, Known, Rule, Severity } from './Finding';
export { rules } from './rules';

/**
 * What is wrong with a model: every breach of BPMN 2.0's static constraints and, for models to run here, everything
 * that cannot run (errors), and what is legal but suspicious (warnings). Errors first, then in document order. Takes
 * the result of `readBpmn`; pure.
 */
export function check(
  { document, definitions }: Pick<Bpmn, 'document' | 'definitions'>,
  options: CheckOptions,
): Finding[] {
  const model = new Model(document, definitions);
  const tooLarge = report(modelSize, model, options);
  if (refused(tooLarge)) return tooLarge;
  const findings = rules.flatMap((rule) => report(rule, model, options));
  const rank = { error: 0, warning: 1, info: 2 };
  return findings.sort((a, b) => rank[a.severity] - rank[b.severity] || (a.line ?? 0) - (b.line ?? 0));
}

/** Whether a model with these findings is refused. */
export const refused = (findings: Finding[]): boolean => findings.some((finding) => finding.severity === 'error');
