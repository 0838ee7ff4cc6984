import { useMemo } from 'react';
import { Link, useParams } from 'react-router';
import { disputeFunctions } from '../../../../domain/feel';
import type { Context } from '../../../../engine/program';
import { colon, pick, useLanguage } from '../../../texts';
import { Empty, Failed, Loading } from '../../../ui/State';
import { nameOf, pages } from '../names';
import { useDisputeContext } from '../useDisputeContext';
import { Stage } from './Stage';
import { useTrialTexts } from './texts';
import { bindSources } from './bindSources';
import { useLibrary } from './useLibrary';

/** Tries a version step by step, with the forms, decisions and limits in force. */
export default function TrialPage() {
  const { id } = useParams() as { id: string };
  const t = useTrialTexts();
  const language = useLanguage();
  const library = useLibrary(id);
  const dispute = useDisputeContext();
  const context = useMemo<Context | undefined>(
    () =>
      library.data && dispute
        ? { functions: disputeFunctions(dispute), decisions: bindSources(library.data.decisions), budget: 100_000 }
        : undefined,
    [library.data, dispute],
  );

  if (library.error) {
    const refusal = library.error as Error & { zh?: string; en?: string };
    if (!refusal.zh) return <Failed error={refusal} retry={() => void library.refetch()} />;
    return (
      <Empty
        title={t('notRunnable')}
        help={t('notRunnableHelp', { message: pick({ zh: refusal.zh, en: refusal.en }, language) })}
        action={<Link to={pages.edit(id)}>{t('edit')}</Link>}
      />
    );
  }
  if (!library.data || !context) return <Loading />;
  const { definition } = library.data;
  return (
    <>
      <header className="page-head">
        <Link to={pages.versions(definition)}>← {t('versions')}</Link>
        <h1>
          {t('title')}
          {colon(language)}
          {nameOf(definition, language)}
        </h1>
        <span className="small muted">{t('help')}</span>
        <span className="grow" />
        <Link to={pages.edit(id)}>{t('edit')}</Link>
        <Link to={pages.simulation(id)}>{t('simulation')}</Link>
      </header>
      <Stage library={library.data} context={context} />
    </>
  );
}
