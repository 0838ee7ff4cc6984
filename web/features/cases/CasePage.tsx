import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { lazy, Suspense } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { outcomes } from '../../../domain/outcomes';
import { partyRoles, roles, type Role } from '../../../domain/roles';
import { SimilarCasesOf } from './SimilarCases';
import { applicantOf, caseQuery, type CaseDetail } from '../../api/cases';
import { isParty, may, useSession } from '../../session';
import { pick, useLanguage } from '../../texts';
import { DeadlineTag } from '../../ui/DeadlineTag';
import { StageBar } from '../../ui/StageBar';
import { Loaded, Loading } from '../../ui/State';
import { Tabs } from '../../ui/Tabs';
import { CaseNotices } from '../notices/CaseNotices';
import { Remedies } from '../remedies/Remedies';
import { CaseAppointments } from '../calendar/CaseAppointments';
import { CaseLetters } from '../letters/CaseLetters';
import { CaseServices } from '../services/CaseServices';
import { CaseComments } from './CaseComments';
import { CaseDeadlines } from './CaseDeadlines';
import { CaseDocuments } from './CaseDocuments';
import { CaseFile } from './CaseFile';
import { BegunFrom, MatterSummary } from './MatterSummary';
import { CaseSummary } from './CaseSummary';
import { CaseTimeline } from './CaseTimeline';
import { lastList } from './lastList';
import { Outlook } from './Outlook';
import { WithdrawCase } from './CaseActions';
import { Codes } from './Codes';
import { useCaseTexts } from './texts';

const CaseDiagram = lazy(() => import('./CaseDiagram').then((module) => ({ default: module.CaseDiagram })));

const tabs = [
  'overview',
  'remedies',
  'deadlines',
  'services',
  'diagram',
  'timeline',
  'documents',
  'file',
  'notices',
  'comments',
] as const;
type Tab = (typeof tabs)[number];
/** What only the law of disputes knows. */
const disputeOnly: readonly Tab[] = ['services', 'file'];

/**
 * A complete case: parties, dispute, position and reasons, limits with their legal basis, history, documents and
 * comments.
 */
export default function CasePage() {
  const { number = '' } = useParams();
  const query = useQuery(caseQuery(number));
  return <Loaded query={query}>{(data) => <LoadedCase data={data} />}</Loaded>;
}

function LoadedCase({ data }: { data: CaseDetail }) {
  const t = useCaseTexts();
  const language = useLanguage();
  const navigate = useNavigate();
  const { tab } = useParams();
  const parts: Record<Tab, () => React.ReactNode> = {
    overview: () => <Overview data={data} />,
    remedies: () => <Remedies number={data.number} both />,
    deadlines: () => <CaseDeadlines rows={data.deadlines} />,
    services: () => (
      <div className="stack">
        <CaseServices number={data.number} />
        <CaseLetters number={data.number} />
      </div>
    ),
    diagram: () => (
      <Suspense fallback={<Loading />}>
        <CaseDiagram data={data} />
      </Suspense>
    ),
    timeline: () => <CaseTimeline number={data.number} inside={data.may.inside} />,
    documents: () => <CaseDocuments data={data} />,
    file: () => <CaseFile number={data.number} />,
    notices: () => <CaseNotices number={data.number} />,
    comments: () => <CaseComments data={data} />,
  };
  const shown = tabs.filter(
    (one) =>
      ((one !== 'comments' && one !== 'notices') || data.may.inside) && !(data.matter && disputeOnly.includes(one)),
  );
  const open = shown.find((one) => one === tab) ?? 'overview';
  return (
    <article>
      <header className="page-head">
        <div className="grow">
          <div className="small no-print">
            {data.matter ? (
              <Link to="/matters">← {t('backToMatters')}</Link>
            ) : (
              <Link to={{ pathname: '/cases', search: lastList() }}>← {t('back')}</Link>
            )}
          </div>
          <h1>{data.matter ? data.matter.title : `${data.worker} / ${data.employer}`}</h1>
          <div className="row small muted">
            {data.matter && <span>{pick(data.matter.name, language)}</span>}
            <span className="number">{data.matter ? data.display : data.number}</span>
            <span className={`tag ${data.status === 'open' ? 'brand' : 'good'}`}>
              {data.status === 'open' ? t('open') : t('closed')}
            </span>
            {data.outcome && (
              <span className="tag">
                {data.matter?.outcome ? pick(data.matter.outcome, language) : outcomes.name(data.outcome, language)}
              </span>
            )}
            {data.status === 'open' && <DeadlineTag compact due={data.due} workingDaysLeft={data.workingDaysLeft} />}
          </div>
        </div>
        <div className="row no-print">
          <Button onClick={() => print()}>{t('print')}</Button>
          {data.may.codes && <Codes number={data.number} />}
          {data.may.withdraw && (
            <WithdrawCase number={data.number} applicant={applicantOf(data)} tail={data.may.confirmTail} />
          )}
        </div>
      </header>
      {!data.matter && (
        <StageBar
          entered={data.stages.map(({ stage }) => stage)}
          current={data.stage}
          closed={data.status === 'closed'}
        />
      )}
      {data.incidents > 0 && (
        <Alert
          type="error"
          showIcon
          style={{ marginTop: 12 }}
          title={t('incidents', { n: data.incidents })}
          action={<Link to={`/operations?case=${data.number}`}>{t('view')}</Link>}
        />
      )}
      <Tabs
        label={t('parts')}
        value={open}
        onChange={(key) => navigate(`/cases/${data.number}/${key}`, { replace: true })}
        items={shown.map((key) => ({ key, label: t(key) }))}
      >
        {parts[open]()}
      </Tabs>
    </article>
  );
}

function Overview({ data }: { data: CaseDetail }) {
  const t = useCaseTexts();
  const session = useSession();
  const language = useLanguage();
  // Tasks of the parties cannot be claimed.
  const waiting = ({ groups }: { groups: string[] }) =>
    groups.every((code) => partyRoles.includes(code as Role))
      ? groups.map((code) => roles.name(code, language)).join(t('or'))
      : t('unassigned');
  return (
    <div className="task-body">
      <div>
        {data.matter ? <MatterSummary data={data} matter={data.matter} /> : <CaseSummary data={data} />}
        {data.may.inside && !data.matter && <SimilarCasesOf number={data.number} />}
        {!isParty(session) && <BegunFrom number={data.number} kind={data.matter?.kind} />}
      </div>
      <div className="stack">
        {data.status === 'open' && <Outlook number={data.number} />}
        <section className="card">
          <h2>{t('appointments')}</h2>
          <CaseAppointments number={data.number} />
        </section>
        <section className="card">
          <h2>{t('tasks')}</h2>
          {data.tasks.length === 0 && <p className="muted">{t('noTasks')}</p>}
          <ul className="plain-list">
            {data.tasks.map((task) => (
              <li key={task.id}>
                {may(session, 'task.list') ? (
                  <Link to={`/work/${task.id}`}>{pick(task.name, language)}</Link>
                ) : (
                  pick(task.name, language)
                )}{' '}
                <span className="small muted">{task.assignee?.name ?? waiting(task)}</span>
                <div>
                  <DeadlineTag
                    due={task.limit?.due}
                    workingDaysLeft={task.limit?.workingDaysLeft}
                    name={task.limit && pick(task.limit, language)}
                    article={task.limit?.article}
                    provisional={task.limit?.provisional}
                  />
                </div>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </div>
  );
}
