import { Checkbox } from 'antd';
import { pipelineStages } from '../../../domain/stages';
import { DeadlineTag } from '../../ui/DeadlineTag';
import { pick, useLanguage } from '../../texts';
import type { TaskRow } from '../../api/tasks';
import { useWorkTexts } from './texts';

/** One piece of work in the inbox. */
export function TaskLine({
  row,
  selected,
  onOpen,
  choice,
}: {
  row: TaskRow;
  selected: boolean;
  onOpen(): void;
  /** To choose several at once, where that can be done. */
  choice?: { chosen: boolean; disabled: boolean; onChange(chosen: boolean): void };
}) {
  const language = useLanguage();
  const t = useWorkTexts();
  return (
    <li className={choice && 'work-choice'}>
      {choice && (
        <Checkbox
          checked={choice.chosen}
          disabled={choice.disabled}
          aria-label={t('choose', { number: row.case })}
          onChange={(event) => choice.onChange(event.target.checked)}
        />
      )}
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
          {row.keeper && <span>· {t('keptBy', { name: row.keeper.name })}</span>}
          {row.insteadOf && <span>{t('insteadOf', { name: row.insteadOf.name })}</span>}
        </span>
      </button>
    </li>
  );
}
