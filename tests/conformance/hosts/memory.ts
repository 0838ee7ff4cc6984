import { Refusal } from '../../../engine';
import { MemoryHost } from '../../../engine/memory/MemoryHost';
import { after } from '../../../engine/run/time';
import { outcome, type SuiteHost } from '../suite';

/** Runs the suite in memory with a virtual clock; every state is serialised to JSON between two events. */
export const open = async (): Promise<SuiteHost> => memory;

const memory: SuiteHost = {
  name: 'memory',
  async play(graphs, starts, scripts, delayMs) {
    const host: MemoryHost = new MemoryHost(graphs, {
      timersStart: false, // the suite itself starts every process
      between: ({ state }) => JSON.parse(JSON.stringify(state)),
      jobs: {
        script: ({ headers, variables }) => {
          const result = scripts.run(headers.script!, variables, Date.parse(host.now));
          if (result.takes) scripts.working = Math.max(scripts.working, Date.parse(after(host.now, result.takes)));
          return result;
        },
      },
    });
    const refused = starts.filter(({ process, variables }) => !started(host, process, variables));
    const end = Date.parse(host.now) + delayMs;
    host.advance(`PT${delayMs / 1000}S`);
    while (scripts.working > end && Date.parse(host.now) < scripts.working)
      host.advanceTo(new Date(scripts.working).toISOString());
    const outcomes = [...host.cases.values()].map(({ state, facts, parent }) =>
      outcome(facts, state.status, parent !== undefined),
    );
    return [...outcomes, ...refused.map(() => ({ failed: true, errorThrown: false }))];
  },
};

function started(host: MemoryHost, process: string, variables: Record<string, unknown>): boolean {
  try {
    host.start(process, variables);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
