import { Button, Checkbox, Input, InputNumber, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import {
  at,
  dayOf,
  formScope,
  initialRow,
  optionsOf,
  put,
  effectiveValues,
  textOf,
  valueOf,
  type Component,
} from '../../engine/form';
import { pick, useLanguage } from '../texts';
import { Components } from './FormView';
import { Files } from './Files';
import { useForm } from './context';
import { useFormTexts } from './texts';

interface Props {
  component: Component;
  value: Record<string, unknown>;
  all: Record<string, unknown>;
  path: string;
  onChange(value: Record<string, unknown>): void;
}

/** A component with a value: label, control, help and error, connected for screen readers. */
export function Field({ component, value, all, path, onChange }: Props) {
  const language = useLanguage();
  const t = useFormTexts();
  const { problems, readOnly, prefix, now } = useForm();
  const scope = formScope(all, now);
  const place = component.type === 'dynamiclist' ? component.path : component.key;
  if (component.type === 'separator') return <hr className="form-line" />;
  if (component.type === 'table') return <Rows component={component} scope={scope} />;
  if (!place) return null;
  const whole = `${path}${place}`;
  const id = `${prefix}-${whole}`;
  const wrong = problems[whole];
  const help = textOf(component, 'description', language);
  const change = (next: unknown) => {
    const copy = structuredClone(value);
    put(copy, place, next);
    onChange(copy);
  };
  const locked = readOnly || component.disabled === true || valueOf(component.readonly, scope) === true;
  const control: Control = {
    id,
    component,
    locked,
    change,
    all,
    scope,
    path: whole,
    value: at(value, place),
    aria: {
      'aria-invalid': wrong ? true : undefined,
      'aria-describedby': [wrong && `${id}-wrong`, help && `${id}-help`].filter(Boolean).join(' ') || undefined,
    },
  };
  const draw = controls[component.type];
  if (!draw) return null;
  const label = String(valueOf(textOf(component, 'label', language) ?? '', scope) ?? '');
  const required = valueOf(component.validate?.required, scope) === true;
  const many = ['radio', 'checklist', 'dynamiclist'].includes(component.type);
  return (
    <div
      className={wrong ? 'field wrong' : 'field'}
      role={many ? 'group' : undefined}
      aria-labelledby={many ? `${id}-label` : undefined}
    >
      {component.type !== 'checkbox' &&
        (many ? (
          <div className="label" id={`${id}-label`}>
            {label}
            {required && (
              <span className="must" title={t('required')}>
                {' '}
                *
              </span>
            )}
          </div>
        ) : (
          <label className="label" htmlFor={id} id={`${id}-label`}>
            {label}
            {required && (
              <span className="must" title={t('required')}>
                {' '}
                *
              </span>
            )}
          </label>
        ))}
      {draw(control, label)}
      {help && (
        <div className="help" id={`${id}-help`}>
          {help}
        </div>
      )}
      {wrong && (
        <div className="problem" id={`${id}-wrong`}>
          {wrong}
        </div>
      )}
    </div>
  );
}

type FormScope = ReturnType<typeof formScope>;

interface Control {
  id: string;
  component: Component;
  value: unknown;
  locked: boolean;
  change(next: unknown): void;
  all: Record<string, unknown>;
  scope: FormScope;
  path: string;
  aria: { 'aria-invalid'?: boolean; 'aria-describedby'?: string };
}

/** The units shown beside a field; forms name them in Chinese. */
const units: Record<string, string> = {
  元: 'yuan',
  日: 'days',
  天: 'days',
  工作日: 'working days',
  月: 'months',
  个月: 'months',
  年: 'years',
  人: 'people',
  期: 'instalments',
};
const unit = (adorner: string | undefined) => adorner && pick({ zh: adorner, en: units[adorner] });

/** The control of each component type. */
const controls: Record<string, (control: Control, label: string) => ReactNode> = {
  textfield: ({ id, value, locked, change, aria, component }) => (
    <Input
      id={id}
      value={(value as string) ?? ''}
      readOnly={locked}
      onChange={(event) => change(event.target.value)}
      {...aria}
      prefix={unit(component.appearance?.prefixAdorner)}
      suffix={unit(component.appearance?.suffixAdorner)}
      inputMode={component.validate?.validationType === 'phone' ? 'tel' : undefined}
      autoComplete="off"
    />
  ),
  textarea: ({ id, value, locked, change, aria }) => (
    <Input.TextArea
      id={id}
      value={(value as string) ?? ''}
      readOnly={locked}
      autoSize={{ minRows: 3, maxRows: 14 }}
      onChange={(event) => change(event.target.value)}
      {...aria}
    />
  ),
  number: ({ id, value, locked, change, aria, component }) => (
    <InputNumber
      id={id}
      value={value as number | undefined}
      readOnly={locked}
      precision={component.decimalDigits}
      onChange={(next) => change(next ?? undefined)}
      style={{ width: '100%' }}
      prefix={unit(component.appearance?.prefixAdorner)}
      suffix={unit(component.appearance?.suffixAdorner)}
      {...aria}
    />
  ),
  // The browser's own date field: every phone and screen reader supports it, and it adds nothing to the first load.
  datetime: ({ id, value, locked, change, aria, component, scope }) => (
    <input
      id={id}
      className="native"
      type={component.subtype === 'time' ? 'time' : component.subtype === 'datetime' ? 'datetime-local' : 'date'}
      value={(value as string) ?? ''}
      readOnly={locked}
      min={component.disallowPassedDates ? dayOf(scope.now) : undefined}
      onChange={(event) => change(event.target.value || undefined)}
      {...aria}
    />
  ),
  checkbox: ({ id, value, locked, change, aria }, label) => (
    <Checkbox
      id={id}
      checked={value === true}
      disabled={locked}
      onChange={(event) => change(event.target.checked)}
      {...aria}
    >
      {label}
    </Checkbox>
  ),
  radio: (control) => <Choices {...control} />,
  select: (control) => <Choice {...control} />,
  taglist: (control) => <Choice {...control} many />,
  checklist: ({ id, value, locked, change, scope, component, aria }) => (
    <Checkbox.Group value={(value as string[]) ?? []} disabled={locked} onChange={(next) => change(next)}>
      <div className="choices">
        {optionsOf(component, scope).map((option, index) => (
          <Checkbox key={index} value={option.value} {...(index === 0 ? { id, ...aria } : {})}>
            <OptionLabel option={option} />
          </Checkbox>
        ))}
      </div>
    </Checkbox.Group>
  ),
  filepicker: ({ id, value, locked, change, component, aria }) => (
    <Files
      id={id}
      value={(value as string[]) ?? []}
      locked={locked}
      change={change}
      many={component.multiple === true}
      accept={component.accept}
      aria={aria}
    />
  ),
  dynamiclist: (control) => <List {...control} />,
};

function OptionLabel({ option }: { option: { label: string; label_en?: string } }) {
  const language = useLanguage();
  return <>{pick({ zh: option.label, en: option.label_en }, language)}</>;
}

function Choices({ id, value, locked, change, scope, component, aria }: Control) {
  return (
    <Radio.Group value={value} disabled={locked} onChange={(event) => change(event.target.value)}>
      <div className="choices">
        {optionsOf(component, scope).map((option, index) => (
          <Radio key={index} value={option.value} {...(index === 0 ? { id, ...aria } : {})}>
            <OptionLabel option={option} />
          </Radio>
        ))}
      </div>
    </Radio.Group>
  );
}

function Choice({ id, value, locked, change, scope, component, aria, many }: Control & { many?: boolean }) {
  const language = useLanguage();
  const t = useFormTexts();
  const options = optionsOf(component, scope).map((option) => ({
    value: option.value as string,
    label: pick({ zh: option.label, en: option.label_en }, language),
  }));
  return (
    <Select
      id={id}
      mode={many ? 'multiple' : undefined}
      value={value as string}
      disabled={locked}
      options={options}
      placeholder={t('choose')}
      allowClear
      showSearch={options.length > 8 ? { optionFilterProp: 'label' } : false}
      onChange={(next) => change(next)}
      style={{ width: '100%' }}
      {...aria}
    />
  );
}

/** A list of rows that people add and remove. */
function List({ component, value, locked, change, all, path, scope }: Control) {
  const t = useFormTexts();
  const rows = (Array.isArray(value) ? value : []) as Record<string, unknown>[];
  const fixed = locked || component.allowAddRemove === false;
  return (
    <div className="form-list">
      {rows.map((row, index) => (
        <div key={index} className="form-list-row">
          <Components
            components={component.components ?? []}
            value={row}
            all={effectiveValues(component.components ?? [], row, all, scope.now)}
            path={`${path}.${index}.`}
            onChange={(next) => change(rows.map((one, i) => (i === index ? next : one)))}
          />
          {!fixed && (
            <Button size="small" onClick={() => change(rows.filter((_, i) => i !== index))}>
              {t('removeRow')}
            </Button>
          )}
        </div>
      ))}
      {!fixed && <Button onClick={() => change([...rows, initialRow(component, scope)])}>+ {t('addRow')}</Button>}
    </div>
  );
}

/** A table of rows from the task's variables. */
function Rows({ component, scope }: { component: Component; scope: FormScope }) {
  const data = valueOf(component.dataSource, scope);
  const columns = component.columns ?? [];
  return (
    <div className="scroll-x">
      <table className="list">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key}>{column.label}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(Array.isArray(data) ? data : []).map((row, index) => (
            <tr key={index}>
              {columns.map((column) => (
                <td key={column.key}>{String((row as Record<string, unknown>)[column.key] ?? '')}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
