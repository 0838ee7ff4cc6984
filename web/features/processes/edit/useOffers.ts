import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CodeList } from '../../../../domain/codeList';
import { compartments } from '../../../../domain/compartments';
import { jobTypes } from '../../../../domain/jobTypes';
import { roles } from '../../../../domain/roles';
import { definitionsQuery, type Kind } from '../../../api/definitions';
import { limitsQuery } from '../../../api/oversight';
import type { Offers } from '../../../bpmn/offers';
import { useLanguage } from '../../../texts';
import { nameOf } from '../names';

/** The roles, job types, forms, decisions and processes that a model can reference. */
export function useOffers(): Offers {
  const language = useLanguage();
  const rows = useQuery(definitionsQuery()).data?.rows;
  const limits = useQuery(limitsQuery).data?.limits;
  return useMemo(() => {
    const coded = ({ codes, name }: CodeList<string>) =>
      codes.map((value) => ({ value, label: `${name(value, language)} · ${value}` }));
    const defined = (wanted: Kind) =>
      (rows ?? []).flatMap((row) =>
        row.kind === wanted
          ? row.keys.map((value) => ({
              value,
              label: row.keys.length > 1 ? value : `${nameOf(row, language)} · ${value}`,
            }))
          : [],
      );
    const processes = defined('process');
    return {
      roles: coded(roles),
      jobs: coded(jobTypes),
      forms: defined('form'),
      decisions: defined('decision'),
      processes,
      kinds: [
        { value: 'dispute', label: language === 'zh' ? '争议案件 · dispute' : 'Dispute · dispute' },
        ...processes,
      ],
      limits: (limits ?? []).map(({ id, title }) => ({ value: id, label: `${title[language]} · ${id}` })),
      compartments: coded(compartments),
    };
  }, [rows, limits, language]);
}
