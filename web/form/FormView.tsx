import { placeFunctions } from '../../domain/placeFunctions';
import { Alert } from 'antd';
import { useId, useMemo, useRef, type FormEvent, type ReactNode } from 'react';
import {
  at,
  checkForm,
  formScope,
  hidden,
  effectiveValues,
  textOf,
  valueOf,
  type Component,
  type Form,
} from '../../engine/form';
import { useLanguage } from '../texts';
import { useNow } from '../ui/useNow';
import { Field } from './Field';
import { FormContext, useForm, type FormProblems, type Upload } from './context';
import { useFormTexts } from './texts';
import { useUploads, type Uploads } from './useUploads';

interface Props {
  form: Form;
  /** The variables of the task, which expressions may read. */
  shown: Record<string, unknown>;
  value: Record<string, unknown>;
  onChange(value: Record<string, unknown>): void;
  /** Errors by path: of the last attempt here, and those the server returned. */
  problems: FormProblems;
  onProblems(problems: FormProblems): void;
  onSubmit?(values: Record<string, unknown>): void;
  upload?: Upload;
  /** Running uploads, if the buttons have to wait for them too. */
  uploads?: Uploads;
  readOnly?: boolean;
  /** What helps with the fields, above the buttons. */
  help?: ReactNode;
  /** The buttons below the fields. */
  children?: ReactNode;
  id?: string;
}

/** Renders a form-js form with plain controls and validates it with the same code as the server. */
export function FormView({
  form,
  shown: given,
  value,
  onChange,
  problems,
  onProblems,
  onSubmit,
  upload,
  uploads,
  readOnly,
  help,
  children,
  id,
}: Props) {
  // The server has all functions of the law; those that know places alone offer choices here.
  const shown = useMemo(() => ({ ...placeFunctions, ...given }), [given]);
  const t = useFormTexts();
  const language = useLanguage();
  const own = useId();
  const element = useRef<HTMLFormElement>(null);
  const now = new Date(useNow()).toISOString();
  const ownUploads = useUploads();
  const { running, waiting, track, whenDone } = uploads ?? ownUploads;
  const context = useMemo(
    () => ({ problems, upload, track, readOnly: readOnly ?? false, prefix: own, shown, now }),
    [problems, upload, track, readOnly, own, shown, now],
  );
  const count = Object.keys(problems).length;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (running > 0) return whenDone('', () => element.current?.requestSubmit());
    const { problems: found, values } = checkForm(form.components, value, shown, new Date().toISOString());
    const byPath = Object.fromEntries(
      found.map((problem) => [problem.path, language === 'zh' ? problem.zh : problem.en]),
    );
    onProblems(byPath);
    if (found.length === 0) return onSubmit?.(values);
    requestAnimationFrame(() => element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  }

  /** What was wrong with a field no longer holds once it is changed. */
  function edit(next: Record<string, unknown>) {
    const left = Object.entries(problems).filter(
      ([path]) => path === '' || JSON.stringify(at(value, path)) === JSON.stringify(at(next, path)),
    );
    if (left.length < count) onProblems(Object.fromEntries(left));
    onChange(next);
  }

  return (
    <FormContext.Provider value={context}>
      <form ref={element} id={id} className="form" onSubmit={submit} noValidate>
        {count > 0 && (
          <Alert
            type="error"
            showIcon
            title={t('problems', { n: count })}
            description={problems[''] || undefined}
            role="alert"
          />
        )}
        <Components
          components={form.components}
          value={value}
          all={effectiveValues(form.components, value, shown, now)}
          path=""
          onChange={edit}
        />
        {waiting !== undefined && (
          <p className="form-hint" role="status">
            {t('waits')}
          </p>
        )}
        {help}
        {children && <div className="form-actions">{children}</div>}
      </form>
    </FormContext.Provider>
  );
}

interface LevelProps {
  components: Component[];
  value: Record<string, unknown>;
  /** The variables visible to expressions at this level. */
  all: Record<string, unknown>;
  path: string;
  onChange(value: Record<string, unknown>): void;
}

/** The components of one level: rows of up to sixteen columns, as the form editor lays them out. */
export function Components({ components, value, all, path, onChange }: LevelProps) {
  const language = useLanguage();
  const scope = formScope(all, useForm().now);
  const shownOnes = components.filter((component) => !hidden(component, scope));
  return (
    <div className="form-level">
      {shownOnes.map((component, index) => {
        const columns = component.layout?.columns;
        const style = { gridColumn: `span ${columns && columns <= 16 ? columns : 16}` };
        const key = component.id ?? component.key ?? index;
        if (component.type === 'group') {
          const inner = component.path ? ((value[component.path] as Record<string, unknown>) ?? {}) : value;
          const change = (next: Record<string, unknown>) =>
            onChange(component.path ? { ...value, [component.path]: next } : next);
          return (
            <fieldset key={key} data-component={key} style={style} className="form-group">
              {component.label && <legend>{textOf(component, 'label', language)}</legend>}
              <Components
                components={component.components ?? []}
                value={inner}
                all={{ ...all, ...inner }}
                path={component.path ? `${path}${component.path}.` : path}
                onChange={change}
              />
            </fieldset>
          );
        }
        const text = component.type === 'text' ? valueOf(textOf(component, 'text', language), scope) : undefined;
        return (
          <div key={key} data-component={key} style={style}>
            {component.type === 'text' ? (
              <Prose text={String(text ?? '')} />
            ) : (
              <Field component={component} value={value} all={all} path={path} onChange={onChange} />
            )}
          </div>
        );
      })}
    </div>
  );
}

/** Static text of a form: paragraphs, headings and lists. No markup of the source is passed on. */
function Prose({ text }: { text: string }) {
  return (
    <div className="form-prose">
      {text.split(/\n{2,}|\n(?=#|- )/).map((part, index) => {
        const heading = /^#{1,4}\s+(.*)/.exec(part);
        if (heading) return <h3 key={index}>{heading[1]}</h3>;
        return <p key={index}>{part.replace(/^- /, '· ').replaceAll('**', '')}</p>;
      })}
    </div>
  );
}
