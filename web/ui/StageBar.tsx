import { pipelineStages } from '../../domain/stages';
import { useLanguage } from '../texts';

/** Negotiate → mediate → arbitrate → litigate: where the case has been and where it is. */
export function StageBar({
  entered,
  current,
  closed,
}: {
  entered: readonly string[];
  current?: string;
  closed?: boolean;
}) {
  const language = useLanguage();
  return (
    <ol className="stages">
      {pipelineStages.codes.map((stage) => {
        const state = stage === current && !closed ? 'now' : entered.includes(stage) ? 'done' : 'ahead';
        return (
          <li key={stage} className={state} aria-current={state === 'now' ? 'step' : undefined}>
            {pipelineStages.name(stage, language)}
          </li>
        );
      })}
    </ol>
  );
}
