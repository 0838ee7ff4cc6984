import { Alert, Button } from 'antd';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { fileCase } from '../../api/cases';
import { Loading } from '../../ui/State';
import { useAction } from '../../ui/useAction';
import type { FiledBy } from './FiledCard';
import { useFilingTexts } from './texts';
import { FilingContext, laterStep, useFiling, type Data } from './useFiling';
import { WorkerStep } from './WorkerStep';

const LaterStep = lazy(laterStep);

/** The fields of each step, by the beginning of their path. */
const all = [
  { key: 'worker', paths: ['workers'] },
  { key: 'employer', paths: ['employer', 'region'] },
  {
    key: 'claims',
    paths: ['claims', 'evidence', 'employment', 'employmentEnded', 'employed', 'rightInfringedOn', 'employmentStarted'],
  },
  { key: 'wish', paths: ['applicant', 'entryStage', 'mediateFirst', 'channel', 'legalAidWanted', 'courtReferral'] },
  { key: 'check', paths: [] },
] as const;
/** Filers first state who they are. */
const stepsOf = (applicant: unknown) => (applicant === 'employer' ? [all[1], all[0], ...all.slice(2)] : all);

interface Props {
  staff: boolean;
  draftName: string;
  initial?: Data;
  onFiled(filed: FiledBy): void;
}

/** Filing takes five steps; each is checked before the next, and everything once more before it is sent. */
export function Wizard({ staff, draftName, initial, onFiled }: Props) {
  const t = useFilingTexts();
  const filing = useFiling(draftName, initial);
  const [index, setIndex] = useState(0);
  const head = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  const applicant = filing.get('applicant') === 'employer' ? 'employer' : 'worker';
  // Staff may change the applicant halfway through: the order of the steps stays.
  const steps = stepsOf(staff ? 'worker' : applicant);
  const { key, paths } = steps[index]!;
  const belongs = (path: string, owned: readonly string[]) =>
    owned.some((one) => path === one || path.startsWith(`${one}.`));
  const send = useAction(
    (id: string) => fileCase(id, filing.body),
    (filed) => {
      filing.discard();
      onFiled({ ...filed, applicant });
    },
  );

  useEffect(() => {
    if (moved.current) head.current?.focus();
    moved.current = true;
  }, [index]);
  useEffect(() => {
    if (send.problem?.fields.length) filing.server(send.problem.fields); /* runs once per answer */ // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [send.problem]);

  async function next() {
    filing.tell(paths.flatMap((path) => [path, `${path}.*`]));
    const found = await filing.find();
    if (!found.some((one) => belongs(one.path, paths))) return setIndex(index + 1);
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>('.field.wrong input, .field.wrong textarea')?.focus(),
    );
  }
  function goTo(path: string) {
    filing.tell([path]);
    setIndex(
      Math.max(
        0,
        steps.findIndex((step) => belongs(path, step.paths)),
      ),
    );
  }

  return (
    <FilingContext.Provider value={filing}>
      <div className="wizard">
        <div
          className="progress"
          role="progressbar"
          aria-valuemin={1}
          aria-valuemax={steps.length}
          aria-valuenow={index + 1}
          aria-label={t('step', { n: index + 1, of: steps.length })}
        >
          <span style={{ width: `${((index + 1) / steps.length) * 100}%` }} />
        </div>
        <h2 ref={head} tabIndex={-1}>
          {t(
            staff ? key : (key === 'worker' || key === 'employer') && key !== applicant ? `${key}Other` : `${key}Self`,
          )}{' '}
          <span className="small muted">{t('step', { n: index + 1, of: steps.length })}</span>
        </h2>
        {filing.restored && index === 0 && (
          <Alert
            type="info"
            title={t('restored')}
            action={
              <Button
                size="small"
                onClick={() => {
                  filing.discard();
                  setIndex(0);
                }}
              >
                {t('discard')}
              </Button>
            }
          />
        )}
        {key === 'worker' ? (
          <WorkerStep />
        ) : (
          <Suspense fallback={<Loading />}>
            <LaterStep step={key} staff={staff} goTo={goTo} />
          </Suspense>
        )}
        {send.problem && <Alert type="error" showIcon title={send.problem.message} role="alert" />}
        <div className="form-actions">
          {index > 0 && (
            <Button size="large" onClick={() => setIndex(index - 1)}>
              {t('back')}
            </Button>
          )}
          {key !== 'check' ? (
            <Button size="large" type="primary" onClick={() => void next()}>
              {t('next')}
            </Button>
          ) : (
            <Button
              size="large"
              type="primary"
              loading={send.busy}
              disabled={filing.all.length > 0 || (!staff && filing.get('declared') !== true)}
              onClick={() => void send.run()}
            >
              {t('send')}
            </Button>
          )}
        </div>
      </div>
    </FilingContext.Provider>
  );
}
