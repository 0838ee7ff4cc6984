import { useQuery } from '@tanstack/react-query';
import { caseQuery } from '../../api/cases';
import { Loaded } from '../../ui/State';
import { CaseComments } from './CaseComments';
import { CaseDocuments } from './CaseDocuments';
import { CaseSummary } from './CaseSummary';
import { MatterSummary } from './MatterSummary';
import { CaseTimeline } from './CaseTimeline';
import { Outlook } from './Outlook';

type Part = 'summary' | 'documents' | 'history' | 'comments';

/** The case beside a task: what one needs to know to do it. */
export default function CaseSide({ number, part, task }: { number: string; part: Part; task?: string }) {
  const query = useQuery(caseQuery(number));
  return (
    <Loaded query={query}>
      {(data) => {
        if (part === 'documents') return <CaseDocuments data={data} task={task} />;
        if (part === 'history') return <CaseTimeline number={number} inside={data.may.inside} compact />;
        if (part === 'comments') return <CaseComments data={data} task={task} />;
        return (
          <div className="stack">
            {data.matter ? <MatterSummary data={data} matter={data.matter} /> : <CaseSummary data={data} />}
            <Outlook number={number} />
          </div>
        );
      }}
    </Loaded>
  );
}
