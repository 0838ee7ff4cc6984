import { Checkbox, Input, InputNumber } from 'antd';
import { useId, type ReactNode } from 'react';
import { useFilingContext } from './useFiling';

export interface Props {
  path: string;
  label: string;
  help?: string;
  good?: string | false;
}
interface Shell {
  id: string;
  wrong: string | undefined;
  aria: { 'aria-invalid'?: boolean; 'aria-describedby'?: string };
}

/** A label, its control, help text and error, connected for screen readers. */
export function Framed({
  path,
  label,
  help,
  good,
  group,
  children,
}: Props & { group?: boolean; children(shell: Shell): ReactNode }) {
  const id = useId();
  const wrong = useFilingContext().wrong(path);
  const described = [wrong && `${id}-w`, help && `${id}-h`].filter(Boolean).join(' ') || undefined;
  const control = children({
    id,
    wrong,
    aria: { 'aria-invalid': wrong ? true : undefined, 'aria-describedby': described },
  });
  return (
    <div
      className={wrong ? 'field wrong' : 'field'}
      data-path={path}
      role={group ? 'group' : undefined}
      aria-labelledby={group ? `${id}-l` : undefined}
    >
      {group ? (
        <div className="label" id={`${id}-l`}>
          {label}
        </div>
      ) : (
        <label className="label" htmlFor={id}>
          {label}
        </label>
      )}
      {control}
      {help && (
        <div className="help" id={`${id}-h`}>
          {help}
        </div>
      )}
      {wrong ? (
        <div className="problem" id={`${id}-w`} role="alert">
          {wrong}
        </div>
      ) : (
        good && <div className="help good">✓ {good}</div>
      )}
    </div>
  );
}

export function TextField(
  props: Props & { upper?: boolean; rows?: number; inputMode?: 'tel' | 'numeric'; autoComplete?: string },
) {
  const filing = useFilingContext();
  const value = (filing.get(props.path) as string) ?? '';
  const change = (text: string) => filing.set(props.path, props.upper ? text.toUpperCase().replace(/\s/g, '') : text);
  return (
    <Framed {...props}>
      {({ id, aria }) =>
        props.rows ? (
          <Input.TextArea
            id={id}
            value={value}
            autoSize={{ minRows: props.rows, maxRows: 12 }}
            maxLength={5000}
            onChange={(event) => change(event.target.value)}
            onBlur={() => filing.leave(props.path)}
            {...aria}
          />
        ) : (
          <Input
            id={id}
            size="large"
            value={value}
            inputMode={props.inputMode}
            autoComplete={props.autoComplete ?? 'off'}
            onChange={(event) => change(event.target.value)}
            onBlur={() => value && filing.leave(props.path)}
            {...aria}
          />
        )
      }
    </Framed>
  );
}

export function NumberField(props: Props & { min?: number; decimals?: number }) {
  const filing = useFilingContext();
  return (
    <Framed {...props}>
      {({ id, aria }) => (
        <InputNumber
          id={id}
          size="large"
          style={{ width: '100%' }}
          min={props.min}
          precision={props.decimals}
          value={filing.get(props.path) as number | undefined}
          onChange={(next) => filing.set(props.path, next ?? undefined)}
          onBlur={() => filing.leave(props.path)}
          {...aria}
        />
      )}
    </Framed>
  );
}

export function DateField(props: Props) {
  const filing = useFilingContext();
  return (
    <Framed {...props}>
      {({ id, aria }) => (
        <input
          id={id}
          className="native"
          type="date"
          value={(filing.get(props.path) as string) ?? ''}
          onChange={(event) => filing.set(props.path, event.target.value || undefined)}
          onBlur={() => filing.leave(props.path)}
          {...aria}
        />
      )}
    </Framed>
  );
}

export interface Choice {
  value: string;
  label: string;
}

export function ChecksField(props: Props & { options: Choice[] }) {
  const filing = useFilingContext();
  return (
    <Framed {...props} group>
      {() => (
        <Checkbox.Group
          value={(filing.get(props.path) as string[]) ?? []}
          onChange={(next) => filing.set(props.path, next)}
        >
          <div className="choices">
            {props.options.map((option) => (
              <Checkbox key={option.value} value={option.value}>
                {option.label}
              </Checkbox>
            ))}
          </div>
        </Checkbox.Group>
      )}
    </Framed>
  );
}
