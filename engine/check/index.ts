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
  const sorted = findings.sort((a, b) => rank[a.severity] - rank[b.severity] || (a.line ?? 0) - (b.line ?? 0));
  const more = sorted.length - MOST_FINDINGS;
  return more > 0
    ? [
        ...sorted.slice(0, MOST_FINDINGS),
        {
          rule: 'more-findings',
          severity: sorted[MOST_FINDINGS]!.severity,
          zh: `还有 ${more} 条没有列出：请先改正上面这些，再检查一次。`,
          en: `${more} more are not listed: correct those above first, then check again.`,
          clause: 'Heyi',
        },
      ]
    : sorted;
}

/** Nobody reads more; a file of many equal faults would otherwise fill the answer and the page. */
const MOST_FINDINGS = 1_000;

/** Whether a model with these findings is refused. */
export const refused = (findings: Finding[]): boolean => findings.some((finding) => finding.severity === 'error');
