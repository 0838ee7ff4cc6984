import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { Form } from '../../../engine/form';
import {
  definitionQuery,
  fileAddress,
  fileQuery,
  type Definition,
  type DefinitionRow,
  type Finding,
} from '../../api/definitions';
import { Diagram, type Marks } from '../../bpmn/Diagram';
import { FormView } from '../../form/FormView';
import { may, useSession } from '../../session';
import { pick, useLanguage, type Language } from '../../texts';
import { Failed, Loaded, Loading } from '../../ui/State';
import { instant } from '../../ui/time';
import { Findings } from './Findings';
import { nameOf, pages, publisherOf } from './names';
import { StatusTag } from './StatusTag';
import { useProcessTexts } from './texts';

const DecisionView = lazy(() => import('./DecisionView').then((module) => ({ default: module.DecisionView })));

/** One version, read-only: its content, and the findings of its last check. */
export default function View() {
  const { id } = useParams() as { id: string };
  return <Loaded query={useQuery(definitionQuery(id))}>{(data) => <Shown data={data} />}</Loaded>;
}

function Shown({ data }: { data: Definition }) {
  const t = useProcessTexts();
  const language = useLanguage();
  const navigate = useNavigate();
  const writes = may(useSession(), 'definition.write');
  const name = nameOf(data, language);
  return (
    <>
      <header className="page-head">
        <Link to={pages.versions(data)}>← {t('versions')}</Link>
        <h1>{name}</h1>
        <span className="number">{t('versionN', { version: data.version })}</span>
        <StatusTag status={data.status} />
        <span className="grow" />
        {writes && data.kind !== 'template' && (
          <Button type="primary" onClick={() => void navigate(pages.edit(data.id))}>
            {data.status === 'draft' ? t('continueDraft') : t('edit')}
          </Button>
        )}
        {data.kind === 'process' && <Button onClick={() => void navigate(pages.trial(data.id))}>{t('tryIt')}</Button>}
        {data.kind === 'process' && (
          <Button onClick={() => void navigate(pages.simulation(data.id))}>{t('simulate')}</Button>
        )}
        <Button href={fileAddress(data.id)} download={data.fileName}>
          {t('exportFile')}
        </Button>
      </header>
      <p className="muted">
        {data.publishedAt
          ? t('publishedBy', { name: publisherOf(data, language), at: instant(data.publishedAt) })
          : t('createdBy', { name: publisherOf(data, language), at: instant(data.createdAt) })}
        {data.note && ` · ${data.note}`}
      </p>
      {data.kind === 'template' ? (
        <section className="card">
          <p>{t('templateView')}</p>
        </section>
      ) : (
        <Content data={data} />
      )}
    </>
  );
}

function Content({ data }: { data: Definition }) {
  const t = useProcessTexts();
  const language = useLanguage();
  const [chosen, setChosen] = useState<string>();
  const marks = useMemo(() => findingMarks(data.findings, language, chosen), [data.findings, language, chosen]);
  return (
    <div className="stack">
      <Picture of={data} marks={marks} />
      <section className="card">
        <h2>{t('findings')}</h2>
        <Findings findings={data.findings} onSelect={setChosen} />
      </section>
    </div>
  );
}

/** The content of a version: its diagram, its tables, or its form as people see it. */
export function Picture({ of, marks }: { of: DefinitionRow; marks?: Marks }) {
  const t = useProcessTexts();
  const name = nameOf(of, useLanguage());
  return (
    <Loaded query={useQuery(fileQuery(of))}>
      {(text) =>
        of.kind === 'process' ? (
          <Diagram xml={text} marks={marks} height="min(64vh, 620px)" label={t('diagramOf', { name })} />
        ) : of.kind === 'decision' ? (
          <Suspense fallback={<Loading />}>
            <DecisionView xml={text} label={name} />
          </Suspense>
        ) : (
          <FormPreview source={text} />
        )
      }
    </Loaded>
  );
}

/** A form as people see it, read-only. */
export function FormPreview({ source }: { source: string }) {
  const t = useProcessTexts();
  const [value, setValue] = useState<Record<string, unknown>>({});
  const form = useMemo(() => {
    try {
      return JSON.parse(source) as Form;
    } catch (error) {
      return error as Error;
    }
  }, [source]);
  if (form instanceof Error) return <Failed error={form} />;
  return (
    <section className="card" aria-label={t('preview')}>
      <FormView form={form} shown={{}} value={value} onChange={setValue} problems={{}} onProblems={() => undefined} />
    </section>
  );
}

const tones = { error: 'incident', warning: 'soon', info: 'changed' } as const;

/** Findings as marks on the diagram; the selected element is highlighted. */
export function findingMarks(findings: Finding[], language: Language, chosen?: string): Marks {
  const classes: Record<string, string[]> = {};
  const badges: NonNullable<Marks['badges']> = {};
  for (const { element, severity } of [...findings].reverse()) {
    if (!element) continue;
    classes[element] = [tones[severity]];
    badges[element] = {
      text: severity === 'error' ? '!' : '?',
      tone: severity === 'error' ? 'late' : 'soon',
      title: findings
        .filter((one) => one.element === element)
        .map((one) => pick(one, language))
        .join('\n'),
    };
  }
  if (chosen) classes[chosen] = ['at'];
  return { classes, badges };
}
