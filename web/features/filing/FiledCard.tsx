import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Filed } from '../../api/cases';
import { colon } from '../../texts';
import { useFilingTexts } from './texts';

/** A newly filed case, and who filed it. */
export type FiledBy = Filed & { applicant: 'worker' | 'employer' };

const next = {
  negotiation: 'nextNegotiation',
  mediation: 'nextMediation',
  arbitration: 'nextArbitration',
  litigation: 'nextLitigation',
} as const;

/** The number of a newly filed case, and the filer's code, which is shown only this once. */
export function FiledCard({ filed, children }: { filed: FiledBy; children: ReactNode }) {
  const t = useFilingTexts();
  const [copied, setCopied] = useState(false);
  const { access } = filed;
  const label = access && t(`${access.side}Code`);
  const text = `${t('number')}${colon()}${filed.number}${access ? `\n${label}${colon()}${access.code}` : ''}`;
  return (
    <section className="card stack filed" aria-live="polite">
      <h2>✓ {t('filed')}</h2>
      <p>{t(access ? 'keep' : 'keepStaff')}</p>
      <dl className="facts">
        <dt>{t('number')}</dt>
        <dd className="code" data-case-number>
          {filed.number}
        </dd>
        {access && (
          <>
            <dt>{label}</dt>
            <dd className="code" data-code>
              {access.code}
            </dd>
          </>
        )}
      </dl>
      <p className="muted">{t('otherSide')}</p>
      {filed.stage && (
        <>
          <h3>{t('nextSteps')}</h3>
          <p>{t(next[filed.stage as keyof typeof next] ?? 'nextMediation')}</p>
          <p>{t('nextCall')}</p>
        </>
      )}
      <div className="row no-print">
        <Button size="large" onClick={() => void navigator.clipboard?.writeText(text).then(() => setCopied(true))}>
          {copied ? t('copied') : t('copyAll')}
        </Button>
        <Button size="large" onClick={() => print()}>
          {t('print')}
        </Button>
        {children}
      </div>
    </section>
  );
}
