import { useQuery } from '@tanstack/react-query';
import { statisticsQuery, type Statistics } from '../../api/oversight';
import { pick, useLanguage } from '../../texts';
import { Loading } from '../../ui/State';
import { share } from '../../ui/time';
import { periodBefore, seen } from './figures';
import { useOversightTexts } from './texts';

/** Fewer cases than this in a period are not a trend. */
const ENOUGH = 5;
const RISE = 1.5;

interface Warning {
  key: string;
  text: string;
  area?: string;
}

/**
 * What rose compared with the previous period: breached limits and filings, by area, industry, key group and
 * organisation.
 */
export function Warnings({
  area,
  from,
  to,
  onArea,
}: {
  area: string;
  from: string;
  to: string;
  onArea(area: string): void;
}) {
  const t = useOversightTexts();
  const language = useLanguage();
  const before = periodBefore(from, to);
  const pairs = (['area', 'industry', 'keyGroup', 'organisation'] as const).map((by) => ({
    by,
    // eslint-disable-next-line react-hooks/rules-of-hooks -- a fixed list
    now: useQuery(statisticsQuery({ area, from, to, by })).data,
    // eslint-disable-next-line react-hooks/rules-of-hooks -- a fixed list
    then: useQuery(statisticsQuery({ area, ...before, by })).data,
  }));
  const warnings = pairs.flatMap(({ by, now, then }) => (now && then ? risen(by, now, then) : []));
  return (
    <section className="card">
      <h2>
        {t('warnings')} <span className="small muted">{t('explain')}</span>
      </h2>
      {warnings.length === 0 && pairs.some(({ now, then }) => !now || !then) ? (
        <Loading />
      ) : warnings.length === 0 ? (
        <p className="muted">{t('noWarnings')}</p>
      ) : (
        <ul className="plain-list">
          {warnings.map((one) => (
            <li key={one.key}>
              <span className="tag late">!</span>{' '}
              {one.area ? (
                <button type="button" className="link" onClick={() => onArea(one.area!)}>
                  {one.text}
                </button>
              ) : (
                one.text
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );

  function risen(by: string, now: Statistics, then: Statistics): Warning[] {
    return now.rows.flatMap((row) => {
      const n = seen(row.figures);
      const earlier = seen(then.rows.find((one) => one.value === row.value)?.figures ?? {});
      const name = pick(row.name, language);
      const found: Warning[] = [];
      const where = by === 'area' ? row.value : undefined;
      if (n.breached >= 2 && n.breached > earlier.breached)
        found.push({
          key: `${by}${row.value}b`,
          area: where,
          text: t('warnBreached', { name, n: n.breached, more: n.breached - earlier.breached }),
        });
      if (n.filed >= ENOUGH && earlier.filed > 0 && n.filed >= earlier.filed * RISE)
        found.push({
          key: `${by}${row.value}f`,
          area: where,
          text: t('warnFiled', { name, n: n.filed, share: share(n.filed - earlier.filed, earlier.filed) }),
        });
      return found;
    });
  }
}
