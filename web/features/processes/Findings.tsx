import type { Finding } from '../../api/definitions';
import { pick, useLanguage } from '../../texts';
import { useProcessTexts } from './texts';

const tones = { error: 'late', warning: 'soon', info: '' } as const;

interface Props {
  findings: Finding[];
  onSelect?(element: string): void;
}

/** The checker's findings in words, with the clause of the standard; an entry leads to its element. */
export function Findings({ findings, onSelect }: Props) {
  const t = useProcessTexts();
  const language = useLanguage();
  const of = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity).length;
  if (findings.length === 0)
    return (
      <p className="muted" role="status">
        ✓ {t('noFindings')}
      </p>
    );
  return (
    <div className="findings">
      <p className="row" role="status">
        {of('error') > 0 && <span className="tag late">{t('errors', { n: of('error') })}</span>}
        {of('warning') > 0 && <span className="tag soon">{t('warnings', { n: of('warning') })}</span>}
        {of('info') > 0 && <span className="tag">{t('infos', { n: of('info') })}</span>}
      </p>
      <ul className="plain-list">
        {findings.map((finding, index) => {
          const { severity, element, line, clause, rule } = finding;
          const body = (
            <>
              <span className={`tag ${tones[severity]}`}>{t(severity)}</span> {pick(finding, language)}
              <span className="small muted">
                {' '}
                {[line && t('line', { line }), clause && (/^\d/.test(clause) ? t('clause', { clause }) : clause), rule]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </>
          );
          return (
            <li key={index} data-rule={rule}>
              {element && onSelect ? (
                <button type="button" className="finding" title={t('goTo')} onClick={() => onSelect(element)}>
                  {body}
                </button>
              ) : (
                body
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
