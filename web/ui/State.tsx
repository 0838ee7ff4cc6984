import { Button, Spin } from 'antd';
import type { ReactNode } from 'react';
import { Problem } from '../http';
import { useShellTexts } from '../shell/texts';

/** Shown when a list or page is empty, with what the reader can do about it. */
export function Empty({ title, help, action }: { title: string; help?: ReactNode; action?: ReactNode }) {
  return (
    <div className="state">
      <h2>{title}</h2>
      {help && <div>{help}</div>}
      {action && <div className="actions">{action}</div>}
    </div>
  );
}

export function Loading() {
  const t = useShellTexts();
  return (
    <div className="state" role="status">
      <Spin />
      <div className="small">{t('loading')}</div>
    </div>
  );
}

/** A failed load: the server's message, and a way to continue. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useShellTexts();
  const problem = error instanceof Problem ? error : undefined;
  const title = problem?.status === 403 ? t('forbidden') : problem?.status === 404 ? t('notFound') : t('broken');
  return (
    <div className="state" role="alert">
      <h2>{title}</h2>
      <div>{(error as Error).message}</div>
      {retry && problem?.status !== 403 && problem?.status !== 404 && (
        <div className="actions">
          <Button type="primary" onClick={retry}>
            {t('retry')}
          </Button>
        </div>
      )}
    </div>
  );
}

interface Query<D> {
  data: D | undefined;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
}

/** Shows a query in whatever state it is in. Data already loaded stays visible while a later load fails. */
export function Loaded<D>({ query, children }: { query: Query<D>; children: (data: D) => ReactNode }) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <Failed error={query.error} retry={() => void query.refetch()} />;
  return <Loading />;
}
