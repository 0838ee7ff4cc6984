import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Collapse } from 'antd';
import { lazy, Suspense } from 'react';
import { useParams } from 'react-router';
import { isRight } from '../../../domain/offers';
import { regionName } from '../../../domain/regions';
import { partyRoles, roles } from '../../../domain/roles';
import { applicantOf, caseQuery, outlookQuery, type CaseDetail } from '../../api/cases';
import { taskQuery } from '../../api/tasks';
import { useSession } from '../../session';
import { pick, useLanguage } from '../../texts';
import { DeadlineTag } from '../../ui/DeadlineTag';
import { StageBar } from '../../ui/StageBar';
import { Loaded, Loading } from '../../ui/State';
import { CaseDeadlines } from '../cases/CaseDeadlines';
import { CaseAppointments } from '../calendar/CaseAppointments';
import { CaseServices } from '../services/CaseServices';
import { CaseTimeline } from '../cases/CaseTimeline';
import { Coming, Last, Places } from '../cases/Outlook';
import { WithdrawCase } from '../cases/CaseActions';
import { CaseResult } from '../remedies/CaseResult';
import { anchorOf, Remedies } from '../remedies/Remedies';
import { Mandates } from '../mandates/Mandates';
import { CodeHelp } from './CodeHelp';
import { FiledAnew } from './FiledAnew';
import { Papers } from './Papers';
import { useSelfTexts } from './texts';

// A form loads FEEL; most people who look at their case have nothing to fill in.
const TaskForm = lazy(() => import('../work/TaskForm').then((module) => ({ default: module.TaskForm })));

/** A party's case: where it stands, its own tasks, and everything else one tap away. */
export function MyCase() {
  const { number = '' } = useParams();
  return <Loaded query={useQuery(caseQuery(number))}>{(data) => <LoadedCase data={data} />}</Loaded>;
}

function LoadedCase({ data }: { data: CaseDetail }) {
  const t = useSelfTexts();
  const language = useLanguage();
  const session = useSession();
  const mine = data.tasks.filter((task) => task.groups.some((group) => session.roles.includes(group as 'worker')));
  return (
    <article className="stack">
      <header>
        <h1>
          {data.worker} / {data.employer}
        </h1>
        <div className="muted">
          {t('number')} <span className="number">{data.number}</span> ·{' '}
          {t('you', { role: session.roles.map((role) => roles.name(role, language)).join('、') })}
        </div>
      </header>
      <StageBar
        entered={data.stages.map(({ stage }) => stage)}
        current={data.stage}
        closed={data.status === 'closed'}
      />
      <CaseResult data={data} />
      {data.status === 'open' && mine.length === 0 && (
        <section className="card">
          <h2>{t('wait')}</h2>
          <p className="muted">{t('waitHelp')}</p>
        </section>
      )}
      {mine.map((task) => (
        <MyTask key={task.id} id={task.id} number={data.number} />
      ))}
      <Remedies number={data.number} />
      {data.may.upload && <p className="muted">{t('canUpload')}</p>}
      {data.filedAs && session.roles.includes(applicantOf(data)) && <FiledAnew number={data.filedAs} />}
      {data.transferredFrom && (
        <p className="muted">
          {t('transferred', {
            from: regionName(data.transferredFrom, language),
            to: regionName(data.region, language),
          })}
        </p>
      )}
      {session.kind === 'party' && !session.mandate?.account && <CodeHelp />}
      {data.status === 'open' && <Standing number={data.number} />}
      <Collapse
        size="large"
        items={[
          { key: 'papers', label: `${t('papers')} (${data.documents.length})`, children: <Papers data={data} /> },
          { key: 'limits', label: t('limits'), children: <CaseDeadlines rows={data.deadlines} /> },
          { key: 'appointments', label: t('appointments'), children: <CaseAppointments number={data.number} /> },
          { key: 'services', label: t('services'), children: <CaseServices number={data.number} /> },
          { key: 'mandates', label: t('mandates'), children: <Mandates data={data} /> },
          { key: 'story', label: t('story'), children: <CaseTimeline number={data.number} inside={false} compact /> },
          ...(data.may.withdraw
            ? [
                {
                  key: 'more',
                  label: t('more'),
                  children: (
                    <WithdrawCase
                      number={data.number}
                      applicant={applicantOf(data)}
                      tail={data.may.confirmTail}
                      large
                    />
                  ),
                },
              ]
            : []),
        ]}
      />
    </article>
  );
}

/**
 * The state of the case for somebody who has never seen a process: what happened, whose turn it is, what happens if
 * nobody acts.
 */
function Standing({ number }: { number: string }) {
  const t = useSelfTexts();
  const session = useSession();
  return (
    <Loaded query={useQuery(outlookQuery(number))}>
      {(known) => (
        <section className="card outlook">
          {known.last && (
            <>
              <h2>{t('last')}</h2>
              <Last known={known} />
            </>
          )}
          <h2>{t('turn')}</h2>
          <Places
            known={{ ...known, here: known.here.filter(({ optional, groups }) => !optional || groups.some(isParty)) }}
            mine={session.roles}
          />
          <h2>{t('otherwise')}</h2>
          <Coming known={known} />
        </section>
      )}
    </Loaded>
  );
}

/** Optional tasks of the staff are not shown to a party. */
const isParty = (group: string): boolean => (partyRoles as readonly string[]).includes(group);

/** Something the party is asked to do, or may do: answer, agree, confirm, pay. */
function MyTask({ id, number }: { id: string; number: string }) {
  const t = useSelfTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const { message } = App.useApp();
  const done = () => {
    void message.success(t('done'));
    void client.invalidateQueries({ queryKey: ['cases', number] });
    void client.invalidateQueries({ queryKey: ['tasks'] });
  };
  return (
    <Loaded query={useQuery(taskQuery(id))}>
      {(task) => (
        <section className="card turn" id={anchorOf(id)}>
          <div className="small">{t(isRight(task.acts) ? 'mayAct' : 'now')}</div>
          <h2>{pick(task.name, language)}</h2>
          {task.instructions && <p>{pick(task.instructions, language)}</p>}
          <p>
            <DeadlineTag
              due={task.limit?.due}
              workingDaysLeft={task.limit?.workingDaysLeft}
              name={task.limit && pick(task.limit, language)}
              article={task.limit?.article}
              provisional={task.limit?.provisional}
            />
          </p>
          <Suspense fallback={<Loading />}>
            <TaskForm task={task} onDone={done} large />
          </Suspense>
        </section>
      )}
    </Loaded>
  );
}
