import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import {
  calculate,
  type Calculation as Rules,
  type Entered,
  type Outcome,
  type Result,
} from '../../../domain/calculator';
import { yuanText } from '../../../domain/money';
import { calculatorParametersQuery } from '../../api/calculator';
import { pick } from '../../texts';
import { Loaded } from '../../ui/State';
import { yuan } from '../../ui/time';
import { dayInChina, useNow } from '../../ui/useNow';
import { Question } from './Question';
import { useCalculatorTexts } from './texts';

interface Props {
  rules: Rules;
  initial?: Entered;
  /** What can be done with a result, below it. */
  then(result: Result, entered: Entered): ReactNode;
}

/** The questions of one calculation, and the result with its steps, articles and hints. */
export function Calculation({ rules, initial = {}, then }: Props) {
  const t = useCalculatorTexts();
  const query = useQuery(calculatorParametersQuery);
  const today = dayInChina(useNow());
  const [entered, setEntered] = useState(initial);
  const [outcome, setOutcome] = useState<Outcome>();
  const form = useRef<HTMLFormElement>(null);
  const answer = useRef<HTMLElement>(null);
  const refusals = outcome && 'refusals' in outcome ? outcome.refusals : [];

  // To the result, or to the first question that needs correction.
  useEffect(() => {
    if (!outcome) return;
    if ('result' in outcome) answer.current?.focus();
    else form.current?.querySelector<HTMLElement>('.field.wrong :is(input, select)')?.focus();
  }, [outcome]);

  return (
    <Loaded query={query}>
      {({ parameters }) => (
        <>
          <form
            ref={form}
            className="stack"
            noValidate
            aria-label={pick(rules.name)}
            onSubmit={(event: FormEvent) => {
              event.preventDefault();
              event.stopPropagation();
              setOutcome(calculate(rules, entered, parameters, today));
            }}
          >
            {rules.fields
              .filter(({ when }) => !when || when(entered))
              .map((field) => {
                const refusal = refusals.find(({ key }) => key === field.key);
                return (
                  <Question
                    key={field.key}
                    field={field}
                    entered={entered}
                    wrong={refusal && pick(refusal)}
                    change={(value) => {
                      setEntered((before) => ({ ...before, [field.key]: value }));
                      // A result of other figures must not stay in view.
                      if (outcome && 'result' in outcome) setOutcome(undefined);
                    }}
                  />
                );
              })}
            {refusals.length > 0 && <Alert type="error" showIcon title={t('fix', { n: refusals.length })} />}
            <Button type="primary" size="large" htmlType="submit" block>
              {t('calculate')}
            </Button>
          </form>
          {outcome && 'result' in outcome && (
            <section className="card stack answer" ref={answer} tabIndex={-1} aria-label={t('result')} data-answer>
              <Answer rules={rules} result={outcome.result} />
              {then(outcome.result, entered)}
            </section>
          )}
        </>
      )}
    </Loaded>
  );
}

function Answer({ rules, result }: { rules: Rules; result: Result }) {
  const t = useCalculatorTexts();
  const list = (rows: readonly { zh: string; en: string }[]) => rows.map((row) => <li key={row.zh}>{pick(row)}</li>);
  return (
    <>
      <div>
        <div className="muted">{pick(rules.name)}</div>
        <div className="amount number" data-amount={yuanText(result.fen)}>
          {yuan(result.fen)}
        </div>
      </div>
      {result.provisional.length > 0 && (
        <Alert type="warning" showIcon title={t('provisional')} description={<ul>{list(result.provisional)}</ul>} />
      )}
      <div>
        <h3>{t('steps')}</h3>
        <ol>{list(result.steps)}</ol>
      </div>
      <div>
        <h3>{t('law')}</h3>
        <ul>{list(rules.law)}</ul>
      </div>
      <div>
        <h3>{t('hints')}</h3>
        <ul>{list(result.hints)}</ul>
      </div>
      <p className="small muted">{t('estimate')}</p>
    </>
  );
}
