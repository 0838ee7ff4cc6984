import { Alert, Input, Modal, Select, Switch } from 'antd';
import { useEffect, useId, useState, type ReactNode } from 'react';
import type { Problem } from '../../http';
import { SearchSelect, type Source } from './SearchSelect';
import { useAdminTexts } from './texts';

export interface EditorField {
  /** Dotted path in the values. */
  path: string;
  label: string;
  /** Where it stands in the request, if that is not `path`. */
  sentAs?: string;
  type?: 'text' | 'area' | 'select' | 'many' | 'tags' | 'switch';
  options?: { value: string; label: string }[];
  help?: string;
  /** Chosen from a register, instead of options. */
  source?: Source;
}

interface Props {
  title: string;
  fields: EditorField[];
  initial: Record<string, unknown>;
  busy: boolean;
  problem?: Problem;
  /** The path of the record in the request, if that contains more than it. */
  at?: string;
  onCancel(): void;
  onSave(values: Record<string, unknown>): void;
  /** What the values come to, below the fields. */
  preview?(values: Record<string, unknown>): ReactNode;
}

/** A dialog that edits a record; the server's errors are shown at their fields. */
export function Editor({ title, fields, initial, busy, problem, at, onCancel, onSave, preview }: Props) {
  const t = useAdminTexts();
  const id = useId();
  const [values, setValues] = useState<Record<string, unknown>>(initial);
  // Closing removes it from the page, so focus is restored here.
  const [opener] = useState(() => document.activeElement as HTMLElement | null);
  useEffect(() => () => opener?.focus(), [opener]);
  const wrong = ({ path, sentAs = path }: EditorField) => {
    const sent = at ? `${at}.${sentAs}` : sentAs;
    return problem?.fields.find((one) => one.path === sent || one.path === `body.${sent}`)?.message;
  };
  const shownAtField = fields.some((field) => wrong(field));
  return (
    <Modal
      open
      mask={{ closable: false }}
      title={title}
      onCancel={onCancel}
      okText={t('save')}
      confirmLoading={busy}
      onOk={() => onSave(values)}
      width={620}
    >
      <div className="stack">
        {problem && !shownAtField && (
          <Alert
            type="error"
            showIcon
            title={problem.message}
            description={problem.fields.map((one) => `${one.path}: ${one.message}`).join('\n') || undefined}
            role="alert"
          />
        )}
        {fields.map((field) => {
          const fieldId = `${id}${field.path}`;
          const change = (next: unknown) => setValues((before) => ({ ...before, [field.path]: next }));
          const value = values[field.path];
          const bad = wrong(field);
          return (
            <div key={field.path} className={bad ? 'field wrong' : 'field'}>
              <label className="label" htmlFor={fieldId}>
                {field.label}
              </label>
              {field.source ? (
                <SearchSelect
                  id={fieldId}
                  source={field.source}
                  value={value as string | undefined}
                  wrong={Boolean(bad)}
                  onChange={change}
                />
              ) : field.type === 'select' || field.type === 'many' || field.type === 'tags' ? (
                <Select
                  id={fieldId}
                  style={{ width: '100%' }}
                  mode={field.type === 'many' ? 'multiple' : field.type === 'tags' ? 'tags' : undefined}
                  allowClear={field.type === 'select'}
                  value={value as string}
                  onChange={change}
                  options={field.options}
                  showSearch={{ optionFilterProp: 'label' }}
                  aria-invalid={bad ? true : undefined}
                />
              ) : field.type === 'switch' ? (
                <Switch id={fieldId} checked={value === true} onChange={change} />
              ) : field.type === 'area' ? (
                <Input.TextArea
                  id={fieldId}
                  value={(value as string) ?? ''}
                  autoSize={{ minRows: 3, maxRows: 12 }}
                  onChange={(event) => change(event.target.value)}
                  aria-invalid={bad ? true : undefined}
                />
              ) : (
                <Input
                  id={fieldId}
                  type={field.type ?? 'text'}
                  autoComplete="off"
                  value={(value as string) ?? ''}
                  onChange={(event) => change(event.target.value || undefined)}
                  aria-invalid={bad ? true : undefined}
                />
              )}
              {field.help && <div className="help">{field.help}</div>}
              {bad && (
                <div className="problem" role="alert">
                  {bad}
                </div>
              )}
            </div>
          );
        })}
        {preview?.(values)}
      </div>
    </Modal>
  );
}
