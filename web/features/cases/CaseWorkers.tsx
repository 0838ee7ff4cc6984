import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { outcomes } from '../../../domain/outcomes';
import { workersQuery } from '../../api/cases';
import { address } from '../../http';
import { useLanguage } from '../../texts';
import { More } from '../../ui/More';
import { Loaded } from '../../ui/State';
import { yuan } from '../../ui/time';
import { useCaseTexts } from './texts';

/** The listed workers of a case: some may settle, withdraw or sue while others go on. */
export function CaseWorkers({ number }: { number: string }) {
  const t = useCaseTexts();
  const language = useLanguage();
  const query = useInfiniteQuery(workersQuery(number));
  const money = (amount: number | undefined) => (amount === undefined ? '' : yuan(Math.round(amount * 100)));
  return (
    <section className="card">
      <div className="row">
        <h2 style={{ flex: 1 }}>{t('roster')}</h2>
        <Button href={address(`/cases/${number}/roster`)} download>
          {t('rosterSheet')}
        </Button>
      </div>
      <Loaded query={query}>
        {({ pages }) => (
          <div className="scroll-x" tabIndex={0} role="region" aria-label={t('roster')}>
            <table className="list">
              <thead>
                <tr>
                  <th>#</th>
                  <th>{t('memberName')}</th>
                  <th>{t('claimed')}</th>
                  <th>{t('memberOutcome')}</th>
                  <th>{t('owed')}</th>
                </tr>
              </thead>
              <tbody>
                {pages
                  .flatMap(({ rows }) => rows)
                  .map((one) => (
                    <tr key={one.number}>
                      <td className="number">{one.number}</td>
                      <td>{one.name}</td>
                      <td className="number">{money(one.claimed)}</td>
                      <td>
                        {one.outcome ? outcomes.name(one.outcome, language) : t(one.on ? 'agreedApart' : 'goesOn')}{' '}
                        {one.on && <span className="small muted">{one.on}</span>}
                      </td>
                      <td className="number">{money(one.amount)}</td>
                    </tr>
                  ))}
              </tbody>
            </table>
            <More list={query}>{t('rosterMore')}</More>
          </div>
        )}
      </Loaded>
    </section>
  );
}
