import { useLandingTexts } from './texts';

/** Public numbers that answer everywhere in China: labour and social security, the trade unions, legal aid. */
const lines = [
  ['12333', 'hrss'],
  ['12351', 'union'],
  ['12348', 'aid'],
] as const;

export function HelpLines() {
  const t = useLandingTexts();
  return (
    <section className="card" aria-labelledby="help-lines">
      <h2 id="help-lines">{t('help')}</h2>
      <ul className="plain-list">
        {lines.map(([number, text]) => (
          <li key={number}>
            <a href={`tel:${number}`} className="landing-line">
              {t(text)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
