import { useQuery } from '@tanstack/react-query';
import { Alert, Modal } from 'antd';
import { previewQuery, type Task } from '../../api/tasks';
import { Problem } from '../../http';
import { pick, useLanguage } from '../../texts';
import { Loading } from '../../ui/State';
import { useWorkTexts } from './texts';

interface Props {
  task: Task;
  /** What is decided: its code, and in words. */
  act: string;
  name: string;
  values: Record<string, unknown>;
  busy: boolean;
  onCancel(): void;
  onDone(): void;
}

/** What cannot be taken back is asked once more, with the papers that it makes as they will read. */
export function FinalCheck({ task, act, name, values, busy, onCancel, onDone }: Props) {
  const t = useWorkTexts();
  const language = useLanguage();
  const preview = useQuery(previewQuery(task, values, act));
  const invalid = preview.error instanceof Problem && preview.error.fields.length > 0;
  return (
    <Modal
      open
      width={820}
      title={t('finalTitle', { act: name })}
      okText={t('finalDone', { act: name })}
      cancelText={t('finalBack')}
      okButtonProps={{ danger: true, loading: busy, disabled: preview.isPending || invalid }}
      onCancel={onCancel}
      onOk={onDone}
    >
      <div className="stack">
        <p>{t('finalHelp', { number: task.case })}</p>
        {preview.isPending && <Loading />}
        {preview.error && (
          <Alert
            type="warning"
            showIcon
            role="alert"
            title={t('finalUnseen')}
            description={
              preview.error instanceof Problem && invalid ? (
                <ul>
                  {preview.error.fields.map(({ path, message }) => (
                    <li key={path}>{message}</li>
                  ))}
                </ul>
              ) : (
                preview.error.message
              )
            }
          />
        )}
        {preview.data?.papers.map(({ code, name: paper, text, fault }, index) => (
          <section key={`${code}/${index}`} aria-label={pick(paper, language)}>
            <h3>{pick(paper, language)}</h3>
            {text === undefined ? (
              <Alert type="error" showIcon title={t('finalFault')} description={fault && pick(fault, language)} />
            ) : (
              <div className="paper paper-text" lang="zh-CN" tabIndex={0}>
                {text}
              </div>
            )}
          </section>
        ))}
        {preview.data?.papers.length === 0 && <p className="muted">{t('finalNoPaper')}</p>}
        {preview.data && (
          <p>
            {preview.data.begins.length > 0
              ? t('finalNext', { names: preview.data.begins.map((each) => pick(each, language)).join(t('listComma')) })
              : preview.data.status !== 'active' && t('finalEnds')}
          </p>
        )}
      </div>
    </Modal>
  );
}
