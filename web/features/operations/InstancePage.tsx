import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import { pathsQuery, sourceQuery, traceQuery } from '../../api/cases';
import { instanceQuery, repairInstance, type Instance, type Repair } from '../../api/operations';
import { Diagram, type Marks } from '../../bpmn/Diagram';
import { may, useSession } from '../../session';
import { pick, useLanguage } from '../../texts';
import { More } from '../../ui/More';
import { ReasonModal } from '../../ui/ReasonModal';
import { Loaded } from '../../ui/State';
import { instant } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { marksOf } from '../cases/CaseDiagram';
import { ElementList } from './ElementList';
import { tones } from './Instances';
import { MoveBar } from './MoveBar';
import { useProcessNames } from './ProcessFilter';
import { useOperationTexts } from './texts';

/** Inside one instance: its position, its data, its history, and the ways to repair it. */
export default function InstancePage() {
  const { id } = useParams() as { id: string };
  return <Loaded query={useQuery(instanceQuery(id))}>{(data) => <Shown key={data.id} data={data} />}</Loaded>;
}

function Shown({ data }: { data: Instance }) {
  const t = useOperationTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const nameOf = useProcessNames();
  const { message } = App.useApp();
  const repairs = may(useSession(), 'operation.repair') && data.status === 'active';
  const [moving, setMoving] = useState(false);
  const [cancel, setCancel] = useState<number[]>([]);
  const [activate, setActivate] = useState<string[]>([]);
  const repair = useAction(
    (key: string, what: Repair) => repairInstance(key, data.id, what),
    () => {
      setMoving(false);
      setCancel([]);
      setActivate([]);
      void message.success(t('done'));
      for (const queryKey of [['instances'], ['incidents'], ['cases', data.case]])
        void client.invalidateQueries({ queryKey });
    },
  );
  const pickElement = useCallback((element: string | undefined) => {
    if (element)
      setActivate((before) =>
        before.includes(element) ? before.filter((one) => one !== element) : [...before, element],
      );
  }, []);
  return (
    <>
      <div className="page-head">
        <Link to="/operations/instances">← {t('instances')}</Link>
        <h2 className="number">{data.id.replaceAll('~', '/')}</h2>
        <span className={`tag ${tones[data.status]}`}>{t(data.status)}</span>
        <span className="muted">{(data.processName && pick(data.processName, language)) || nameOf(data.process)}</span>
        <span className="grow" />
        <Link to={`/cases/${data.case}`}>{t('caseLink')}</Link>
        {repairs && (
          <Button type={moving ? 'default' : 'primary'} aria-pressed={moving} onClick={() => setMoving(!moving)}>
            {moving ? t('stopMove') : t('move')}
          </Button>
        )}
        {repairs && <CancelInstance busy={repair.busy} onCancel={(reason) => repair.run({ type: 'cancel', reason })} />}
      </div>
      <div className="instance">
        <div className="stack">
          {moving && (
            <MoveBar
              id={data.id}
              elements={data.elements}
              cancel={cancel}
              onCancel={setCancel}
              places={data.places}
              activate={activate}
              onActivate={setActivate}
              busy={repair.busy}
              onMove={(reason) =>
                void repair.run({ type: 'move', cancel, activate: activate.map((element) => ({ element })), reason })
              }
            />
          )}
          <div className={moving ? 'moving' : undefined}>
            <InstanceDiagram
              data={data}
              cancel={cancel}
              activate={activate}
              onPick={moving ? pickElement : undefined}
            />
          </div>
          <History data={data} />
        </div>
        <aside className="card">
          <h2>{t('tokens')}</h2>
          <ElementList
            elements={data.elements}
            repairs={repairs}
            busy={repair.busy}
            onRepair={(what) => repair.run(what)}
          />
        </aside>
      </div>
    </>
  );
}

function InstanceDiagram({
  data,
  cancel,
  activate,
  onPick,
}: {
  data: Instance;
  cancel: number[];
  activate: string[];
  onPick?: (element: string | undefined) => void;
}) {
  const t = useOperationTexts();
  const source = useQuery(sourceQuery(data.definition));
  const paths = useQuery(pathsQuery(data.case)).data;
  const marks = useMemo<Marks>(() => {
    const path = paths?.rows.find(({ instance }) => instance.replaceAll('/', '~') === data.id.replaceAll('/', '~'));
    const { classes = {}, badges = {} } = path ? marksOf(path) : standing(data);
    for (const element of activate) classes[element] = ['added'];
    for (const { key, element } of data.elements) if (cancel.includes(key)) classes[element] = ['removed'];
    return { classes, badges };
  }, [data, paths, cancel, activate]);
  // The view opens where the instance has an incident, or waits.
  const here = (
    data.elements.find(({ incident }) => incident) ??
    data.elements.find(({ scope, waits }) => scope !== undefined && waits?.length)
  )?.element;
  return (
    <Loaded query={source}>
      {(xml) => (
        <Diagram
          xml={xml}
          marks={marks}
          focus={here}
          onSelect={onPick}
          height="min(60vh, 600px)"
          label={t('diagram')}
        />
      )}
    </Loaded>
  );
}

/** Only the positions of the tokens, while the path is still loading. */
function standing({ elements }: Instance): Marks {
  const here = elements.filter(({ waits, incident }) => waits?.length || incident);
  return {
    classes: Object.fromEntries(here.map(({ element, incident }) => [element, [incident ? 'incident' : 'at']])),
  };
}

function History({ data }: { data: Instance }) {
  const t = useOperationTexts();
  const language = useLanguage();
  const trace = useInfiniteQuery(traceQuery(data.case, 'all'));
  const rows =
    trace.data?.pages
      .flatMap((page) => page.rows)
      .filter((row) => row.instance.replaceAll('/', '~') === data.id.replaceAll('/', '~')) ?? [];
  return (
    <section className="card">
      <h2>{t('history')}</h2>
      {rows.length === 0 && !trace.isPending && <p className="muted">{t('noHistory')}</p>}
      <div className="instance-history" tabIndex={0} role="region" aria-label={t('history')}>
        <ol className="timeline">
          {rows.map((row, index) => (
            <li key={index}>
              <span className="small muted number">{instant(row.at)}</span> {pick(row.text, language)}
            </li>
          ))}
        </ol>
      </div>
      <More list={trace}>{t('more')}</More>
    </section>
  );
}

function CancelInstance({ busy, onCancel }: { busy: boolean; onCancel(reason: string): Promise<unknown> }) {
  const t = useOperationTexts();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {t('cancelInstance')}
      </Button>
      <ReasonModal
        open={open}
        title={t('cancelInstance')}
        help={t('cancelHelp')}
        done={t('cancelInstance')}
        danger
        busy={busy}
        onCancel={() => setOpen(false)}
        onDone={(reason) => void onCancel(reason).then(() => setOpen(false))}
      />
    </>
  );
}
