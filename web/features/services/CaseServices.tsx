import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { caseServicesQuery } from '../../api/services';
import { Empty, Loaded } from '../../ui/State';
import { ServiceTable } from './ServiceTable';
import { useServiceTexts } from './texts';

/** The ledger of service of a case, with a link to correct a day for those who may. */
export function CaseServices({ number }: { number: string }) {
  const t = useServiceTexts();
  return (
    <Loaded query={useQuery(caseServicesQuery(number))}>
      {({ rows, correction }) =>
        rows.length === 0 ? (
          <Empty title={t('none')} />
        ) : (
          <div className="stack">
            {correction && (
              <div className="row no-print">
                <Link to={`/work/${correction}`}>{t('correct')}</Link>
              </div>
            )}
            <ServiceTable rows={rows} />
          </div>
        )
      }
    </Loaded>
  );
}
