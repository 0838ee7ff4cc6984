import { pipelineStages } from '../../domain/stages';
import type { Play } from './Player';
import type { CaseStatus } from './System';

/** What is wrong, in words; empty: the case ended as expected and everything could be done as the story says. */
export function faultsOf(
  { story: { expect }, problems }: Play,
  { stages, breached, outcome, documents, incidents }: CaseStatus,
): string[] {
  const entered = stages.filter((stage) => pipelineStages.has(stage));
  const differ = (what: string, is: string, should: string) =>
    is === should ? [] : [`${what}: ${is || '—'}，应为 / should be ${should || '—'}`];
  return [
    ...problems,
    ...incidents.map((incident) => `异常 / incident: ${incident}`),
    ...differ('阶段 / stages', entered.join(' → '), expect.stages.join(' → ')),
    ...differ('逾期 / breached', listed(breached), listed(expect.breachedLimits)),
    ...differ('结案方式 / outcome', outcome ?? '', expect.outcome),
    ...expect.documents
      .filter((code) => !documents.includes(code))
      .map((code) => `缺少文书 / document missing: ${code}`),
  ];
}

const listed = (codes: string[]): string => [...new Set(codes)].sort().join(', ');

/** A case as it is printed. */
export function reportOf(play: Play, caseStatus: CaseStatus): string {
  const faults = faultsOf(play, caseStatus);
  const lines = [
    `${faults.length ? 'FAIL' : 'PASS'} ${play.story.id} ${play.story.title} (${play.number})`,
    `     阶段 stages     ${caseStatus.stages.join(' → ')}`,
    `     逾期 breached   ${listed(caseStatus.breached) || '—'}`,
    `     文书 documents  ${[...new Set(caseStatus.documents)].join(', ') || '—'}`,
    `     结案 outcome    ${caseStatus.outcome ?? caseStatus.status}`,
    ...faults.map((fault) => `     ✗ ${fault}`),
  ];
  return lines.join('\n');
}
