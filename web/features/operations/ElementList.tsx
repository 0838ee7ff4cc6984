import { Button } from 'antd';
import { useState } from 'react';
import { jobTypes } from '../../../domain/jobTypes';
import type { Wait } from '../../../engine';
import type { InstanceElement, Repair } from '../../api/operations';
import { pick, useLanguage } from '../../texts';
import { ReasonModal } from '../../ui/ReasonModal';
import { instant } from '../../ui/time';
import { JsonField, readObject } from '../processes/trial/JsonField';
import { causes } from './causes';
import { useProcessNames } from './ProcessFilter';
import { useOperationTexts } from './texts';

interface Props {
  elements: InstanceElement[];
  repairs: boolean;
  busy: boolean;
  onRepair(what: Repair): Promise<unknown>;
}

/** Every open element instance: what it waits for, its variables, its incident, and the possible actions. */
export function ElementList({ elements, repairs, busy, onRepair }: Props) {
  const t = useOperationTexts();
  const language = useLanguage();
  const nameOf = useProcessNames();
  return (
    <ul className="plain-list element-list">
      {elements.map((each) => {
        const { key, element, variables, waits = [], incident } = each;
        const name = (each.name && pick(each.name, language)) || element;
        return (
          <li key={key} data-element={element} className="stack">
            <div className="row">
              <strong>{name}</strong>
              <span className="small muted">
                #{key} {element}
              </span>
              {incident && (
                <span className="tag late" title={incident.code}>
                  {causes.name(incident.code, language)}
                </span>
              )}
            </div>
            {incident && <div className="small problem">{pick(incident.message, language)}</div>}
            {waits.length > 0 && (
              <div className="small">
                {t('waits')}{' '}
                {waits
                  .map((wait) =>
                    [
                      t(`wait_${wait.type as Wait['type']}`),
                      wait.name ??
                        (wait.job
                          ? jobTypes.name(wait.job as string, language)
                          : wait.process && nameOf(wait.process as string)),
                      typeof wait.due === 'string' && instant(wait.due),
                    ]
                      .filter(Boolean)
                      .join(' '),
                  )
                  .join(language === 'zh' ? '；' : '; ')}
              </div>
            )}
            {each.sealed && <div className="small muted">{t('sealed')}</div>}
            {variables && (
              <details>
                <summary className="small">{t('variables')}</summary>
                <pre className="fact" tabIndex={0}>
                  {JSON.stringify(variables, null, 2)}
                </pre>
              </details>
            )}
            {repairs && (
              <div className="row">
                {incident && (
                  <With
                    title={t('retryTitle', { name })}
                    label={t('retry')}
                    busy={busy}
                    onDone={(reason, given) =>
                      onRepair({ type: 'retry', key, reason, ...(given && { variables: given }) })
                    }
                  />
                )}
                {incident && (
                  <With
                    title={t('skipTitle', { name })}
                    help={t('skipHelp')}
                    label={t('skip')}
                    busy={busy}
                    onDone={(reason, given) =>
                      onRepair({ type: 'skip', key, reason, ...(given && { variables: given }) })
                    }
                  />
                )}
                {variables && (
                  <With
                    title={t('setTitle')}
                    label={t('setVariables')}
                    busy={busy}
                    start={variables}
                    onDone={(reason, given) =>
                      onRepair({ type: 'setVariables', scope: key, variables: changed(variables, given ?? {}), reason })
                    }
                  />
                )}
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Only what the person changed is sent, so that values changed by the process in the meantime are not reset. */
const changed = (before: Record<string, unknown>, after: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(after).filter(([name, value]) => JSON.stringify(before[name]) !== JSON.stringify(value)),
  );

interface WithProps {
  title: string;
  help?: string;
  label: string;
  busy: boolean;
  start?: Record<string, unknown>;
  onDone(reason: string, variables: Record<string, unknown> | undefined): Promise<unknown>;
}

function With({ title, help, label, busy, start, onDone }: WithProps) {
  const t = useOperationTexts();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('{}');
  const read = readObject(text);
  const given = read instanceof Error || Object.keys(read).length === 0 ? undefined : read;
  return (
    <>
      <Button
        size="small"
        onClick={() => {
          setText(JSON.stringify(start ?? {}, null, 2));
          setOpen(true);
        }}
      >
        {label}
      </Button>
      <ReasonModal
        open={open}
        title={title}
        help={help}
        done={label}
        busy={busy}
        disabled={read instanceof Error}
        onCancel={() => setOpen(false)}
        onDone={(reason) => void onDone(reason, given).then(() => setOpen(false))}
      >
        <JsonField label={t('variables')} value={text} onChange={setText} rows={3} />
      </ReasonModal>
    </>
  );
}
