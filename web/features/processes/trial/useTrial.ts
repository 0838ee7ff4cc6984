import { App } from 'antd';
import { useCallback, useState } from 'react';
import { pick } from '../../../texts';
import { resultOf } from './samples';
import { useTrialTexts } from './texts';
import type { Move, Trial } from './Trial';

/** The number of jobs answered in a row before a looping process is handed back to the person. */
const MOST_BY_ITSELF = 200;

/** Makes moves and shows their results; refusals are shown as messages. */
export function useTrial(trial: Trial, auto: boolean): { turn: number; move(move: Move): boolean; back(): void } {
  const t = useTrialTexts();
  const { message } = App.useApp();
  const [turn, setTurn] = useState(0);

  const move = useCallback(
    (made: Move) => {
      try {
        trial.move(made);
        for (let count = 0; auto && count < MOST_BY_ITSELF && trial.jobs.length > 0; count++) {
          const job = trial.jobs[0]!;
          trial.move({
            auto: true,
            type: 'send',
            id: job.id,
            event: { type: 'jobCompleted', key: job.key, variables: resultOf(job) },
          });
        }
        return true;
      } catch (error) {
        const { zh, en, message: plain } = error as Error & { zh?: string; en?: string };
        void message.error(t('refused', { message: zh ? pick({ zh, en }) : plain }), 6);
        return false;
      } finally {
        setTurn((before) => before + 1);
      }
    },
    [trial, auto, message, t],
  );

  const back = useCallback(() => {
    trial.back();
    setTurn((before) => before + 1);
  }, [trial]);
  return { turn, move, back };
}
