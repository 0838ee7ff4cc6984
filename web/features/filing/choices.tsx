import { Radio, Select } from 'antd';
import { Framed, type Choice, type Props } from './fields';

/** Choices under a heading. */
interface Choices {
  label: string;
  options: Choice[];
}
import { useFilingTexts } from './texts';
import { useFilingContext } from './useFiling';

export function SelectField(
  props: Props & {
    options: Choice[] | Choices[];
    /** Whether somebody who types this looks for the choice; without it, by its label. */
    meant?(value: string, typed: string): boolean;
    onPick?(value: string | undefined): void;
    value?: string;
  },
) {
  const filing = useFilingContext();
  const t = useFilingTexts();
  const { meant } = props;
  return (
    <Framed {...props}>
      {({ id, aria }) => (
        <Select
          id={id}
          size="large"
          style={{ width: '100%' }}
          placeholder={t('choose')}
          options={props.options as Choice[]}
          value={props.value ?? (filing.get(props.path) as string | undefined)}
          showSearch={
            meant
              ? {
                  filterOption: (typed, option) =>
                    Boolean(option && 'value' in option && meant(String(option.value), typed)),
                }
              : props.options.length > 8
                ? { optionFilterProp: 'label' }
                : false
          }
          onChange={(next) => (props.onPick ? props.onPick(next) : filing.set(props.path, next))}
          onBlur={() => filing.leave(props.path)}
          {...aria}
        />
      )}
    </Framed>
  );
}

export function RadioField(props: Props & { options: { value: string | boolean; label: string; help?: string }[] }) {
  const filing = useFilingContext();
  return (
    <Framed {...props} group>
      {() => (
        <Radio.Group value={filing.get(props.path)} onChange={(event) => filing.set(props.path, event.target.value)}>
          <div className="big-choices">
            {props.options.map((option) => (
              <Radio key={String(option.value)} value={option.value}>
                {option.label}
                {option.help && <span className="small muted"> {option.help}</span>}
              </Radio>
            ))}
          </div>
        </Radio.Group>
      )}
    </Framed>
  );
}
