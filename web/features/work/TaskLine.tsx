import { pipelineStages } from '../../../domain/stages';
import { DeadlineTag } from '../../ui/DeadlineTag';
import { pick, useLanguage } from '../../texts';
import type { TaskRow } from '../../api/tasks';

/** A task in the inbox. */
export function TaskLine({ row, selected, onOpen }: { row: TaskRow; selected: boolean; onOpen(): void }) {
  const language = useLanguage();
  return (
    <li>
      <button
        type="button"
        className={selected ? 'work-row selected' : 'work-row'}
        aria-current={selected || undefined}
        onClick={onOpen}
      >
        <span className="work-row-head">
          <strong>{pick(row.name, language)}</strong>
          <DeadlineTag compact due={row.limit?.due} workingDaysLeft={row.limit?.workingDaysLeft} />
        </span>
        <span className="work-row-body">{row.title}</span>
        <span className="small muted row">
          <span className="number">{row.case}</span>
          {row.stage && <span>{pipelineStages.name(row.stage, language)}</span>}
          {row.assignee && <span>· {row.assignee.name}</span>}
        </span>
      </button>
    </li>
  );
}
