import { Button, Checkbox, Segmented, Tabs } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type { Context } from '../../../../engine/program';
import { after } from '../../../../engine/run/time';
import { Diagram } from '../../../bpmn/Diagram';
import { useLanguage } from '../../../texts';
import { instant } from '../../../ui/time';
import { marksOfCase, placeOf } from './marks';
import { TrialStart } from './TrialStart';
import { nameIn, story } from './story';
import { useTrialTexts } from './texts';
import { Timers, Variables } from './Side';
import { Todo } from './Todo';
import { Trial, type Move } from './Trial';
import type { Library } from './useLibrary';
import { useTrial } from './useTrial';

interface Props {
  library: Library;
  context: Context;
}

/** The trial: where the tokens stand, what waits for whom, and the clock. */
export function Stage({ library, context }: Props) {
  const [begins, setBegins] = useState(() => new Date().toISOString());
  const [first, setFirst] = useState<Move>();
  const trial = useMemo(() => new Trial(library.graphs, context, begins), [library, context, begins]);
  if (!first)
    return (
      <TrialStart
        library={library}
        onStart={(move, at) => {
          setBegins(at);
          setFirst(move);
        }}
      />
    );
  return <Playing key={begins} library={library} trial={trial} first={first} onAgain={() => setFirst(undefined)} />;
}

function Playing({ library, trial, first, onAgain }: { library: Library; trial: Trial; first: Move; onAgain(): void }) {
  const t = useTrialTexts();
  const language = useLanguage();
  const [auto, setAuto] = useState(true);
  const [chosen, setChosen] = useState<string>();
  const { turn, move, back } = useTrial(trial, auto);
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    if (trial.moves.length === 0) setRefused(!move(first));
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [trial, first]);
  const { cases, nextAt } = trial;
  const shown =
    cases.find(({ id }) => id === chosen) ?? cases.findLast(({ state }) => state.status === 'active') ?? cases[0];
  const marks = useMemo(() => shown && marksOfCase(shown), [shown, turn]); // eslint-disable-line react-hooks/exhaustive-deps
  const lines = useMemo(
    () =>
      cases
        .flatMap((item) => story(item, language))
        .sort((a, b) => a.at.localeCompare(b.at))
        .reverse(),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [turn, language],
  );
  return (
    <>
      <div className="card row trial-bar">
        <Button onClick={onAgain}>{t('again')}</Button>
        <Button disabled={trial.moves.length < 2} onClick={back}>
          {t('undo')}
        </Button>
        <span className="number" role="status" data-trial-clock={trial.now}>
          {t('clock')} <strong>{instant(trial.now)}</strong>
        </span>
        <Button type="primary" disabled={!nextAt} onClick={() => move({ type: 'pass', to: nextAt! })}>
          {t('pass')}
        </Button>
        <Button disabled={!trial.running} onClick={() => move({ type: 'pass', to: after(trial.now, 'P1D') })}>
          {t('passDay')}
        </Button>
        <span className="small muted">{nextAt ? t('next', { at: instant(nextAt) }) : t('nothingTimed')}</span>
        <span style={{ flex: 1 }} />
        <Checkbox checked={auto} onChange={({ target }) => setAuto(target.checked)}>
          {t('autoJobs')}
        </Checkbox>
      </div>
      {refused && (
        <p className="problem" role="alert">
          {t('notRunnable')}
        </p>
      )}
      {shown && (
        <div className="trial">
          <div className="stack">
            {cases.length > 1 && (
              <div className="scroll-x">
                <Segmented
                  value={shown.id}
                  onChange={(next) => setChosen(next as string)}
                  options={cases.map(({ id, program }) => ({
                    value: id,
                    label: nameIn(program.graph, program.graph.process, language),
                  }))}
                />
              </div>
            )}
            <Diagram
              key={shown.program.graph.process}
              focus={placeOf(shown)}
              xml={library.diagrams[shown.program.graph.process]!}
              marks={marks}
              height="min(56vh, 560px)"
              label={t('diagram')}
            />
            <section className="card">
              <h2>{t('story')}</h2>
              <div className="trial-story" tabIndex={0} role="region" aria-label={t('story')}>
                <ol className="timeline">
                  {lines.map((line, index) => (
                    <li key={index} className={line.tone}>
                      <span className="small muted number">{instant(line.at)}</span> {line.text}
                    </li>
                  ))}
                </ol>
              </div>
            </section>
          </div>
          <aside className="stack">
            <Todo library={library} trial={trial} move={move} turn={turn} />
            <section className="card">
              <Tabs
                size="small"
                items={[
                  { key: 'timers', label: t('timers'), children: <Timers trial={trial} turn={turn} /> },
                  {
                    key: 'variables',
                    label: t('variables'),
                    children: <Variables key={shown.id} item={shown} move={move} turn={turn} />,
                  },
                ]}
              />
            </section>
          </aside>
        </div>
      )}
    </>
  );
}
