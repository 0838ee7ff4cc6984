import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { SubjectKind } from '../../../domain/matters';
import { matterKindsQuery, mattersQuery } from '../../api/matters';
import { More } from '../../ui/More';
import { MatterRows } from './MatterRows';
import { useMatterTexts } from './texts';

/** The matters about somebody or something that the reader may see; nothing if there are none. */
export function MattersAbout({ kind, id }: { kind: SubjectKind; id: string }) {
  const t = useMatterTexts();
  const kinds = useQuery(matterKindsQuery).data?.rows ?? [];
  const list = useInfiniteQuery(mattersQuery({ subject: `${kind}:${id}` }));
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  if (rows.length === 0) return null;
  return (
    <section className="card">
      <h2>{t('about')}</h2>
      <MatterRows rows={rows} kinds={kinds} />
      <More list={list}>{t('more')}</More>
    </section>
  );
}
