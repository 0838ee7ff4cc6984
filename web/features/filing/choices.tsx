import { Radio, Select } from 'antd';
import { Framed, type Choice, type Props } from './fields';
import { useFilingTexts } from './texts';
import { useFilingContext } from './useFiling';

export function SelectField(
  props: Props & { options: Choice[]; onPick?(value: string | undefined): void; value?: string },
) {
  const filing = useFilingContext();
  const t = useFilingTexts();
  return (
    <Framed {...props}>
      {({ id, aria }) => (
        <Select
          id={id}
          size="large"
          style={{ width: '100%' }}
          placeholder={t('choose')}
          options={props.options}
          value={props.value ?? (filing.get(props.path) as string | undefined)}
          showSearch={props.options.length > 8 ? { optionFilterProp: 'label' } : false}
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
