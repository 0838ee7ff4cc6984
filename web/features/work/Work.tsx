import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Segmented } from 'antd';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { pipelineStages } from '../../../domain/stages';
import { claimTask, inboxFilters, inboxQuery, taskCountQuery, type TaskRow } from '../../api/tasks';
import { may, useSession } from '../../session';
import { Empty, Loaded, Loading } from '../../ui/State';
import { useAction } from '../../ui/useAction';
import { useFilters } from '../../ui/useFilters';
import { useLanguage } from '../../texts';
import { Done } from './Done';
import { Reassign } from './Reassign';
import { TaskLine } from './TaskLine';
import { useWorkTexts } from './texts';

// The list is shown before the code of the form has loaded.
const TaskPage = lazy(() => import('./TaskPage').then((module) => ({ default: module.TaskPage })));

/** The most that are given to others in one act (api/contract/tasks.ts). */
const MOST_CHOSEN = 100;

/** My work: the inbox on the left, soonest limit first, and the open task on the right. */
export default function Work() {
  const t = useWorkTexts();
  const language = useLanguage();
  const navigate = useNavigate();
  const { task } = useParams();
  const client = useQueryClient();
  const [filters, setFilters] = useFilters(inboxFilters);
  const view = filters.view ?? 'mine';
  const list = useInfiniteQuery(inboxQuery(filters));
  const counts = useQuery(taskCountQuery).data;
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data]);
  const oversees = may(useSession(), 'task.reassign');
  const [chosen, setChosen] = useState<TaskRow[]>([]);
  // Mediators belong to an organisation; of other roles the area decides.
  const together = (one: TaskRow, other: TaskRow) =>
    one.groups[0] === other.groups[0] && (!one.groups.includes('mediator') || one.organisation === other.organisation);
  const chooseAll = () => setChosen(rows.filter((row) => together(rows[0]!, row)).slice(0, MOST_CHOSEN));
  const choiceOf = (row: TaskRow) => ({
    chosen: chosen.some(({ id }) => id === row.id),
    disabled:
      chosen.length > 0 &&
      (!together(chosen[0]!, row) || (chosen.length >= MOST_CHOSEN && !chosen.some(({ id }) => id === row.id))),
    onChange: (on: boolean) => setChosen(on ? [...chosen, row] : chosen.filter(({ id }) => id !== row.id)),
  });
  const [cleared, setCleared] = useState(0);
  const clear = () => {
    setFilters({ stage: undefined, text: undefined, person: undefined, dueWithin: undefined });
    setCleared(cleared + 1);
  };
  const search = useRef<HTMLInputElement>(null);
  const [done, setDone] = useState<{ id: string; index: number; name: string; case: string }>();
  const open = (id: string | undefined) => {
    if (id) setDone(undefined);
    void navigate({ pathname: id ? `/work/${id}` : '/work', search: location.search });
  };
  const claim = useAction(claimTask, () => void client.invalidateQueries({ queryKey: ['tasks'] }));
  useKeys(rows, task, open, (row) => void claim.run(row), search);

  const follower =
    done && (rows.filter(({ id }) => id !== done.id)[done.index] ?? rows.find(({ id }) => id !== done.id));
  const finish = (id: string, name: string, number: string) => {
    void client.invalidateQueries({ queryKey: ['tasks'] });
    setDone({
      id,
      index: Math.max(
        0,
        rows.findIndex((row) => row.id === id),
      ),
      name,
      case: number,
    });
    open(undefined);
  };

  return (
    <div className={task || done ? 'work open' : 'work'}>
      <section className="work-list" aria-label={t('title')}>
        <div className="page-head">
          <h1>{t('title')}</h1>
        </div>
        <div className="stack work-filters">
          <div className="scroll-x">
            <Segmented
              block={!oversees}
              value={view}
              onChange={(value) => {
                setChosen([]);
                setFilters({ view: value as string, person: undefined, dueWithin: undefined });
              }}
              options={[
                { value: 'mine', label: `${t('mine')} ${counts?.mine ?? ''}` },
                {
                  value: 'claimable',
                  label: `${t('claimable')} ${counts?.claimable ?? ''}${counts?.capped ? '+' : ''}`,
                },
                { value: 'team', label: t('team') },
                ...(oversees
                  ? [
                      { value: 'overseen', label: t('overseen') },
                      { value: 'escalated', label: t('escalated') },
                    ]
                  : []),
              ]}
            />
          </div>
          {view === 'overseen' && (
            <>
              <p className="small muted">{t('overseenHelp')}</p>
              {(filters.person ?? filters.dueWithin) && (
                <div className="row">
                  <Button size="small" onClick={clear}>
                    {t('clear')}
                  </Button>
                  <Button size="small" disabled={rows.length === 0} onClick={chooseAll}>
                    {t('chooseAll')}
                  </Button>
                </div>
              )}
              <Reassign tasks={chosen} onDone={() => setChosen([])} />
            </>
          )}
          <div className="row">
            <Input
              key={cleared}
              ref={(input) => {
                search.current = input?.input ?? null;
              }}
              allowClear
              aria-label={t('search')}
              placeholder={t('search')}
              defaultValue={filters.text}
              onChange={(event) => setFilters({ text: event.target.value })}
              style={{ flex: 2, minWidth: 160 }}
            />
            {/* The browser's own select: the inbox is what people open first, and antd's takes as long to load as half of it. */}
            <select
              className="native"
              aria-label={t('stage')}
              value={filters.stage ?? ''}
              onChange={(event) => setFilters({ stage: event.target.value })}
              style={{ flex: 1, minWidth: 110 }}
            >
              <option value="">{t('allStages')}</option>
              {pipelineStages.codes.map((code) => (
                <option key={code} value={code}>
                  {pipelineStages.name(code, language)}
                </option>
              ))}
            </select>
          </div>
        </div>
        <Loaded query={{ data: list.data, error: list.error, isPending: list.isPending, refetch: list.refetch }}>
          {() =>
            rows.length === 0 ? (
              <NoWork
                filtered={Boolean(filters.stage || filters.text || filters.person || filters.dueWithin)}
                clear={clear}
                claimable={view === 'mine' ? counts?.claimable : 0}
                showClaimable={() => setFilters({ view: 'claimable' })}
              />
            ) : (
              <ul className="work-rows">
                {rows.map((row) => (
                  <TaskLine
                    key={row.id}
                    row={row}
                    selected={row.id === task}
                    onOpen={() => open(row.id)}
                    choice={view === 'overseen' ? choiceOf(row) : undefined}
                  />
                ))}
                {list.hasNextPage && (
                  <li className="state">
                    <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                      ↓
                    </Button>
                  </li>
                )}
              </ul>
            )
          }
        </Loaded>
        <p className="small muted not-phone">{t('keyboard')}</p>
      </section>
      <section className="work-task" aria-live="polite">
        {task ? (
          <Suspense fallback={<Loading />}>
            <TaskPage
              key={task}
              id={task}
              onDone={(name, number) => finish(task, name, number)}
              onBack={() => open(undefined)}
            />
          </Suspense>
        ) : done ? (
          <Done name={done.name} number={done.case} next={follower} onOpen={open} onBack={() => setDone(undefined)} />
        ) : list.isPending ? (
          <Loading />
        ) : (
          <Empty title={t('pick')} help={t('pickHelp')} />
        )}
      </section>
    </div>
  );
}

function NoWork({
  filtered,
  clear,
  claimable,
  showClaimable,
}: {
  filtered: boolean;
  clear(): void;
  claimable?: number;
  showClaimable(): void;
}) {
  const t = useWorkTexts();
  if (filtered) return <Empty title={t('emptyFiltered')} action={<Button onClick={clear}>{t('clear')}</Button>} />;
  return claimable ? (
    <Empty
      title={t('emptyMine')}
      action={
        <Button type="primary" onClick={showClaimable}>
          {t('toClaim', { n: claimable })}
        </Button>
      }
    />
  ) : (
    <Empty title={t('empty')} help={t('emptyHelp')} />
  );
}

/** J and K move through the list, C claims, / goes to the search field. Not while somebody types. */
function useKeys(
  rows: TaskRow[],
  at: string | undefined,
  open: (id: string) => void,
  claim: (row: TaskRow) => void,
  search: React.RefObject<HTMLInputElement | null>,
) {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (
        target.closest('input, textarea, select, [contenteditable], .ant-modal, .ant-select') ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey
      )
        return;
      const index = rows.findIndex((row) => row.id === at);
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      const row = rows[index];
      if (step && rows.length > 0) open(rows[Math.min(Math.max(index + step, 0), rows.length - 1)]!.id);
      else if (event.key === 'c' && row && !row.assignee) claim(row);
      else if (event.key === '/') search.current?.focus();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  });
}
