import { englishName } from '../../domain/text';
import type { Graph, StuckStart } from '../../engine';
import type { Bilingual } from '../../engine/bilingual';
import { Incidents, type Incident } from '../../models';
import { startOnTimeId } from '../../workflows/messages';
import { raiseHostIncident, resolveHostIncident } from '../records/hostIncidents';

const code = 'START_NOT_ARMED';

/** The start events of a version of a process that cannot be armed. */
export interface Unarmed {
  graph: Graph;
  definition: string;
  stuck: StuckStart[];
}

/** One incident for each process that has such start events; those of the others are resolved. */
export async function reportUnarmed(unarmed: Unarmed[], now: Date): Promise<void> {
  const concerned = new Set(unarmed.map(({ graph }) => graph.process));
  for (const incident of await Incidents.find({ status: 'open', code }).lean<Incident[]>())
    if (!concerned.has(incident.process))
      await resolveHostIncident({ instance: incident.instance, case: incident.case, code }, now);
  for (const { graph, definition, stuck } of unarmed) {
    const { process } = graph;
    const name = (id: string): Bilingual => {
      const { name: zh = id, documentation } = graph.nodes[id]!;
      return { zh, en: englishName(documentation) ?? zh };
    };
    const first = stuck[0]!.startEvent;
    const zh = stuck.map(({ startEvent, written, why }) => `「${name(startEvent).zh}」（${written}）：${why.zh}`);
    const en = stuck.map(({ startEvent, written, why }) => `“${name(startEvent).en}” (${written}): ${why.en}`);
    await raiseHostIncident(
      {
        instance: startOnTimeId(process),
        // It concerns no case.
        case: '',
        process,
        definition,
        code,
        element: { id: first, name: name(first) },
        text: {
          zh: `开始事件的时间或名称无法求值，不会启动流程：${zh.join('；')}`,
          en: `The time or the name of a start event cannot be evaluated, so it starts nothing: ${en.join('; ')}`,
        },
      },
      now,
    );
  }
}
