import type { Calculation as Rules } from '../../../domain/calculator';
import { pick, useLanguage } from '../../texts';
import { useCalculatorTexts } from './texts';

/** What can be calculated, in plain words, to choose one. */
export function Choices({ of, choose }: { of: readonly Rules[]; choose(rules: Rules): void }) {
  const t = useCalculatorTexts();
  const language = useLanguage();
  return (
    <ul className="plain-list calculations" aria-label={t('which')}>
      {of.map((rules) => (
        <li key={rules.code}>
          <button type="button" className="calculation" onClick={() => choose(rules)}>
            <strong>{pick(rules.name, language)}</strong>
            <span className="muted">{pick(rules.about, language)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
