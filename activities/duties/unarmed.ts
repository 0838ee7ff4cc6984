import { Incidents, type Incident } from '../../models';
import type { StartEvents } from '../../threads/compileProcess';
import { startOnTimeId } from '../../workflows/messages';
import { raiseHostIncident, resolveHostIncident } from '../records/hostIncidents';

const code = 'START_NOT_ARMED';

/** The start events of a version of a process that cannot be armed. */
export interface Unarmed {
  process: string;
  definition: string;
  stuck: StartEvents['stuck'];
}

/** One incident for each process that has such start events; those of the others are resolved. */
export async function reportUnarmed(unarmed: Unarmed[], now: Date): Promise<void> {
  const concerned = new Set(unarmed.map(({ process }) => process));
  for (const incident of await Incidents.find({ status: 'open', code }).lean<Incident[]>())
    if (!concerned.has(incident.process))
      await resolveHostIncident({ instance: incident.instance, case: incident.case, code }, now);
  for (const { process, definition, stuck } of unarmed) {
    const zh = stuck.map(({ name, written, why }) => `「${name.zh}」（${written}）：${why.zh}`);
    const en = stuck.map(({ name, written, why }) => `“${name.en}” (${written}): ${why.en}`);
    const [first] = stuck;
    await raiseHostIncident(
      {
        instance: startOnTimeId(process),
        // It concerns no case.
        case: '',
        process,
        definition,
        code,
        element: { id: first!.startEvent, name: first!.name },
        text: {
          zh: `开始事件的时间或名称无法求值，不会启动流程：${zh.join('；')}`,
          en: `The time or the name of a start event cannot be evaluated, so it starts nothing: ${en.join('; ')}`,
        },
      },
      now,
    );
  }
}
