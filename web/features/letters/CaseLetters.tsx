import { useInfiniteQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { caseLettersQuery } from '../../api/letters';
import { More } from '../../ui/More';
import { LetterTable } from './LetterTable';
import { useLetterTexts } from './texts';

/** The notices of a case that went by post, beside its ledger of service; nothing if there were none. */
export function CaseLetters({ number }: { number: string }) {
  const t = useLetterTexts();
  const id = useId();
  const query = useInfiniteQuery(caseLettersQuery(number));
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  if (rows.length === 0) return null;
  return (
    <section className="stack" aria-labelledby={id}>
      <h2 id={id}>{t('ofCase')}</h2>
      <LetterTable rows={rows} />
      <More list={query}>{t('more')}</More>
    </section>
  );
}
