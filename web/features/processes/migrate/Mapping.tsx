import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { sourceQuery } from '../../../api/cases';
import type { Migration, MigrationProposal } from '../../../api/operations';
import { Diagram, type Marks } from '../../../bpmn/Diagram';
import { typeName } from '../../../bpmn/translate';
import { pick, useLanguage } from '../../../texts';
import { Loaded } from '../../../ui/State';
import { useMigrateTexts } from './texts';

interface Props {
  migration: Migration;
  proposal: MigrationProposal;
  own: Record<string, string>;
  onChange(next: Record<string, string>): void;
}

/** Which element continues as which, highlighted on both diagrams: green has a counterpart, yellow must be chosen. */
export function Mapping({ migration, proposal, own, onChange }: Props) {
  const t = useMigrateTexts();
  const language = useLanguage();
  const [chosen, setChosen] = useState<string>();
  const plan = useMemo(() => ({ ...proposal.plan, ...own }), [proposal, own]);
  const [before, after] = useMemo(() => marksOf(plan, proposal, own, chosen), [plan, proposal, own, chosen]);
  // The view opens at what has to be chosen.
  const place = chosen ?? proposal.open[0]?.element;
  const set = (element: string, to: string | undefined) => {
    const { [element]: _, ...rest } = own;
    onChange(to ? { ...rest, [element]: to } : rest);
  };
  return (
    <section className="card stack">
      <h2>{t('mapping')}</h2>
      <div className="diff-pair">
        <Version hash={migration.from} label={t('oldVersion')} marks={before} focus={place} onSelect={setChosen} />
        <Version hash={migration.to} label={t('newVersion')} marks={after} focus={place && plan[place]} />
      </div>
      <p>{t('mapped', { n: Object.keys(proposal.plan).length })}</p>
      {proposal.open.length === 0 ? (
        <p className="muted">✓ {t('allMapped')}</p>
      ) : (
        <>
          <p className="muted">{t('mappingHelp')}</p>
          <div className="scroll-x">
            <table className="list">
              <thead>
                <tr>
                  <th>{t('oldElement')}</th>
                  <th>{t('type')}</th>
                  <th>{t('newElement')}</th>
                </tr>
              </thead>
              <tbody>
                {proposal.open.map(({ element, name, type, candidates }) => (
                  <tr key={element} aria-selected={chosen === element} data-unmapped={element}>
                    <td>
                      <button type="button" className="link" onClick={() => setChosen(element)}>
                        {pick(name, language) || element}
                      </button>{' '}
                      <span className="small muted">{element}</span>
                    </td>
                    <td className="small">{typeName(type)}</td>
                    <td>
                      <Select
                        style={{ minWidth: 240 }}
                        popupMatchSelectWidth={false}
                        allowClear
                        showSearch={{ optionFilterProp: 'label' }}
                        aria-label={`${t('newElement')}: ${pick(name, language)}`}
                        placeholder={t('none')}
                        value={own[element]}
                        onChange={(next) => set(element, next)}
                        options={candidates.map((one) => ({
                          value: one.element,
                          label: `${pick(one.name, language)} (${one.element})`,
                        }))}
                      />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}

function Version({
  hash,
  label,
  marks,
  focus,
  onSelect,
}: {
  hash: string;
  label: string;
  marks: Marks;
  focus?: string;
  onSelect?(element: string | undefined): void;
}) {
  const source = useQuery(sourceQuery(hash));
  return (
    <section>
      <h3>{label}</h3>
      <Loaded query={source}>
        {(xml) => <Diagram xml={xml} marks={marks} focus={focus} onSelect={onSelect} height={360} label={label} />}
      </Loaded>
    </section>
  );
}

function marksOf(
  plan: Record<string, string>,
  { open }: MigrationProposal,
  own: Record<string, string>,
  chosen?: string,
): [Marks, Marks] {
  const before: Record<string, string[]> = {};
  const after: Record<string, string[]> = {};
  for (const [from, to] of Object.entries(plan)) {
    before[from] = ['done'];
    after[to] = ['done'];
  }
  for (const { element } of open) before[element] = [own[element] ? 'added' : 'changed'];
  for (const to of Object.values(own)) after[to] = ['added'];
  if (chosen) {
    before[chosen] = ['at'];
    if (plan[chosen]) after[plan[chosen]] = ['at'];
  }
  return [{ classes: before }, { classes: after }];
}
