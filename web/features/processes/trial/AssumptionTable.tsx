import { InputNumber } from 'antd';
import { acts } from '../../../../domain/acts';
import { roles } from '../../../../domain/roles';
import type { Graph } from '../../../../engine';
import { useLanguage } from '../../../texts';
import type { Assumptions, TaskAssumption } from './assumptions';
import { nameIn } from './story';
import { useSimulationTexts } from './texts';

interface Props {
  graphs: Graph[];
  tasks: TaskAssumption[];
  given: Assumptions['tasks'];
  onChange(next: Assumptions['tasks']): void;
}

/** An editable table of how long each task takes and how often each of its acts is done. */
export function AssumptionTable({ graphs, tasks, given, onChange }: Props) {
  const t = useSimulationTexts();
  const language = useLanguage();
  const change = (
    { element, minutes, acts: own }: TaskAssumption,
    next: { minutes?: number; act?: string; weight?: number },
  ) =>
    onChange({
      ...given,
      [element]: {
        minutes: next.minutes ?? minutes,
        weights: {
          ...Object.fromEntries(own.map(({ code, weight }) => [code, weight])),
          ...(next.act && { [next.act]: next.weight ?? 0 }),
        },
      },
    });
  return (
    <div className="scroll-x assumption-table" tabIndex={0} role="region" aria-label={t('tasks')}>
      <table className="list">
        <thead>
          <tr>
            <th>{t('process')}</th>
            <th>{t('task')}</th>
            <th>{t('role')}</th>
            <th>{t('minutes')}</th>
            <th>{t('outcomes')}</th>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => {
            const graph = graphs.find(({ process }) => process === task.process)!;
            const name = nameIn(graph, task.element, language);
            return (
              <tr key={`${task.process}/${task.element}`}>
                <td className="small">{nameIn(graph, graph.process, language)}</td>
                <td>{name}</td>
                <td className="small">
                  {task.role && roles.has(task.role) ? roles.name(task.role, language) : task.role}
                </td>
                <td>
                  <InputNumber
                    size="small"
                    min={0}
                    max={100_000}
                    value={task.minutes}
                    aria-label={`${name}: ${t('minutes')}`}
                    onChange={(minutes) => minutes !== null && change(task, { minutes })}
                  />
                </td>
                <td>
                  <div className="row">
                    {task.acts.length === 0 ? (
                      <span className="small muted">{t('noOutcomes')}</span>
                    ) : (
                      task.acts.map(({ code, weight }) => (
                        <label key={code} className="small">
                          {acts.has(code) ? acts.name(code, language) : code}{' '}
                          <InputNumber
                            size="small"
                            min={0}
                            max={1000}
                            style={{ width: 64 }}
                            value={weight}
                            onChange={(next) => next !== null && change(task, { act: code, weight: next })}
                          />
                        </label>
                      ))
                    )}
                  </div>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** The number of people in each role. */
export function People({
  people,
  onChange,
}: {
  people: Record<string, number>;
  onChange(next: Record<string, number>): void;
}) {
  const t = useSimulationTexts();
  const language = useLanguage();
  if (Object.keys(people).length === 0) return null;
  return (
    <fieldset className="form-group">
      <legend>{t('people')}</legend>
      <div className="filters" style={{ marginBottom: 0 }}>
        {Object.entries(people).map(([role, count]) => (
          <label key={role} className="filter">
            <span>{roles.has(role) ? roles.name(role, language) : role}</span>
            <InputNumber
              min={0}
              max={10_000}
              value={count}
              onChange={(next) => next !== null && onChange({ ...people, [role]: next })}
            />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
