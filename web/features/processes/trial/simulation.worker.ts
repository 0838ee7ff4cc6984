import { disputeFunctions, type DisputeContext } from '../../../../domain/feel';
import { bindCalendar, type CalendarData } from '../../../../domain/limits/calendar';
import type { Rules } from '../../../../domain/limits/rules';
import type { Graph } from '../../../../engine';
import type { SimulationResult } from '../../../../engine/simulate/Observer';
import type { Scenario } from '../../../../engine/simulate/Scenario';
import { simulate } from '../../../../engine/simulate/simulate';
import { bindSources } from './bindSources';

export interface SimulationRequest {
  graphs: Graph[];
  decisions: string[];
  calendar: CalendarData;
  rules: Rules;
  parameters: DisputeContext['parameters'];
  scenario: Omit<Scenario, 'functions' | 'decisions'>;
}
export type SimulationAnswer = { result: SimulationResult } | { problem: { zh: string; en: string } };

/** Runs the cases outside the main thread, so that the page stays responsive. */
addEventListener('message', ({ data }: MessageEvent<SimulationRequest>) => {
  const { graphs, decisions, calendar, scenario, ...law } = data;
  try {
    const functions = disputeFunctions({ ...law, calendar: bindCalendar(calendar) });
    postMessage({
      result: simulate(graphs, { ...scenario, functions, decisions: bindSources(decisions) }),
    } satisfies SimulationAnswer);
  } catch (error) {
    const { zh, en, message } = error as Error & { zh?: string; en?: string };
    postMessage({ problem: { zh: zh ?? message, en: en ?? message } } satisfies SimulationAnswer);
  }
});
