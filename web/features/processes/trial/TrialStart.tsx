import { Button, Select } from 'antd';
import { useState } from 'react';
import { useLanguage } from '../../../texts';
import { useDraft } from '../../../ui/useDraft';
import { JsonField, readObject } from './JsonField';
import { sampleCases } from './samples';
import { nameIn } from './story';
import { useTrialTexts } from './texts';
import type { Move } from './Trial';
import type { Library } from './useLibrary';

interface Props {
  library: Library;
  onStart(move: Move, begins: string): void;
}

/** Chooses the input of the trial: a sample dispute or one's own variables, which are kept on this device. */
export function TrialStart({ library, onStart }: Props) {
  const t = useTrialTexts();
  const language = useLanguage();
  const [process, setProcess] = useState(library.own[0]!);
  const draft = useDraft(`trial.${library.definition.key}`, {
    sample: 0,
    text: textOf(0),
    begins: `${sampleCases[0]!.filed}T09:00`,
  });
  const { sample, text, begins } = draft.value;
  const variables = readObject(text);
  const start = () => {
    if (variables instanceof Error) return;
    const number = (variables.case as { number?: string } | undefined)?.number;
    onStart(
      { type: 'start', process, variables, ...(number && { businessKey: number }) },
      new Date(`${begins}:00+08:00`).toISOString(),
    );
  };
  return (
    <form
      className="card stack narrow"
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      {library.own.length > 1 && (
        <label className="field">
          <span className="label">{t('process')}</span>
          <Select
            value={process}
            onChange={setProcess}
            style={{ width: '100%' }}
            options={library.own.map((key) => ({
              value: key,
              label: nameIn(
                library.graphs.find((graph) => graph.process === key)!,
                key,
                language,
              ),
            }))}
          />
        </label>
      )}
      <label className="field">
        <span className="label">{t('sample')}</span>
        <Select
          style={{ width: '100%' }}
          value={sample}
          onChange={(next) =>
            draft.change({
              sample: next,
              text: next < 0 ? text : textOf(next),
              begins: next < 0 ? begins : `${sampleCases[next]!.filed}T09:00`,
            })
          }
          options={[
            { value: -1, label: t('own') },
            ...sampleCases.map(({ title }, value) => ({ value, label: `${value + 1}. ${title}` })),
          ]}
        />
      </label>
      <label className="field">
        <span className="label">{t('begin')}</span>
        <input
          className="native"
          type="datetime-local"
          value={begins}
          onChange={(event) => event.target.value && draft.change({ ...draft.value, begins: event.target.value })}
        />
      </label>
      <JsonField
        label={t('startVariables')}
        value={text}
        rows={8}
        onChange={(next) => draft.change({ sample: -1, text: next, begins })}
      />
      <div>
        <Button type="primary" htmlType="submit" size="large" disabled={variables instanceof Error}>
          {t('start')}
        </Button>
      </div>
    </form>
  );
}

const textOf = (index: number): string => JSON.stringify({ case: sampleCases[index]!.case }, null, 2);
