import { useId } from 'react';
import type { Entered, Field } from '../../../domain/calculator';
import { children, parent, province, regions } from '../../../domain/regions';
import { pick, useLanguage, type Language } from '../../texts';
import { useCalculatorTexts } from './texts';

interface Props {
  field: Field;
  entered: Entered;
  wrong: string | undefined;
  change(value: string): void;
}

/** One question of a calculation: its label, control, help and error, connected for screen readers. */
export function Question({ field, entered, wrong, change }: Props) {
  const t = useCalculatorTexts();
  const language = useLanguage();
  const id = useId();
  const value = entered[field.key] ?? '';
  const label = `${pick(field.label)}${field.optional ? t('optional') : ''}`;
  const described = [wrong && `${id}-w`, field.help && `${id}-h`].filter(Boolean).join(' ') || undefined;
  const aria = { 'aria-invalid': wrong ? true : undefined, 'aria-describedby': described };
  const below = (
    <>
      {field.help && (
        <div className="help" id={`${id}-h`}>
          {pick(field.help)}
        </div>
      )}
      {wrong && (
        <div className="problem" id={`${id}-w`} role="alert">
          {wrong}
        </div>
      )}
    </>
  );
  const className = wrong ? 'field wrong' : 'field';
  if (field.type === 'choice')
    return (
      <fieldset className={className} aria-describedby={described} data-question={field.key}>
        <legend className="label">{label}</legend>
        <div className="answers">
          {field.choices.map((choice) => (
            <label key={choice.value}>
              <input
                type="radio"
                name={id}
                value={choice.value}
                checked={value === choice.value}
                onChange={() => change(choice.value)}
              />
              <span>{pick(choice)}</span>
            </label>
          ))}
        </div>
        {below}
      </fieldset>
    );
  return (
    <div className={className} data-question={field.key}>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {field.type === 'place' ? (
        <select id={id} className="native" value={value} onChange={(event) => change(event.target.value)} {...aria}>
          <option value="">{t('choose')}</option>
          <Places language={language} />
        </select>
      ) : (
        <input
          id={id}
          className="native"
          type={field.type === 'day' ? 'date' : 'text'}
          inputMode={field.type === 'day' ? undefined : 'decimal'}
          autoComplete="off"
          maxLength={20}
          value={value}
          onChange={(event) => change(event.target.value)}
          {...aria}
        />
      )}
      {below}
    </div>
  );
}

/** The cities, each with its districts and counties; what the province administers itself stands beside them. */
function Places({ language }: { language: Language }) {
  return regions
    .filter(({ code }) => parent(code) === province)
    .map((city) => {
      const below = children(city.code);
      const self = (
        <option key={city.code} value={city.code}>
          {city[language]}
        </option>
      );
      return below.length ? (
        <optgroup key={city.code} label={city[language]}>
          {self}
          {below.map((county) => (
            <option key={county.code} value={county.code}>
              {county[language]}
            </option>
          ))}
        </optgroup>
      ) : (
        self
      );
    });
}
