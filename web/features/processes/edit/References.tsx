import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { createDraft, definitionsQuery, type Definition, type DefinitionRow } from '../../../api/definitions';
import { useLanguage } from '../../../texts';
import { Loading } from '../../../ui/State';
import { useAction } from '../../../ui/useAction';
import { blanks } from '../blank';
import { nameOf, pages } from '../names';
import { StatusTag } from '../StatusTag';
import type { Reference } from './check.worker';
import { useEditTexts } from './texts';

const OpenEditor = lazy(() => import('./Editor').then((module) => ({ default: module.OpenEditor })));

interface Props {
  references: Reference[];
  busy: boolean;
  selected?: string;
  onSelect(element: string): void;
}

/**
 * The forms, decisions and processes that the elements reference; forms and decisions open in place. Those of the
 * selected element come first.
 */
export function References({ references, busy, selected, onSelect }: Props) {
  const t = useEditTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const list = useQuery(definitionsQuery()).data?.rows ?? [];
  const [open, setOpen] = useState<string>();
  const create = useAction(
    (key: string, { kind, key: name, elements }: Reference) => {
      const { ending, write } = blanks[kind];
      return createDraft(key, { kind, fileName: `${name}.${ending}`, source: write(name, elements[0]!.name) });
    },
    (made: Definition) => {
      void client.invalidateQueries({ queryKey: ['definitions', 'list'] });
      setOpen(made.id);
    },
  );
  // The model may use variables of the form that was just edited.
  const close = () => {
    setOpen(undefined);
    void client.invalidateQueries({ queryKey: ['definitions', 'names'] });
  };
  const hasSelected = ({ elements }: Reference) => elements.some(({ id }) => id === selected);
  const sorted = [...references].sort((a, b) => Number(hasSelected(b)) - Number(hasSelected(a)));
  if (references.length === 0) return <p className="muted">{busy ? t('looking') : t('noReferences')}</p>;
  return (
    <>
      <ul className="plain-list">
        {sorted.map((reference) => {
          const row = list.find(
            (one) => one.kind === reference.kind && (one.key === reference.key || one.keys.includes(reference.key)),
          );
          return (
            <li key={`${reference.kind}:${reference.key}`} className="row" data-reference={reference.key}>
              <span className="tag brand">{t(reference.kind)}</span>
              <strong>{row ? nameOf(row, language) : reference.key}</strong>
              <span className="small muted">{reference.key}</span>
              {hasSelected(reference) && <span className="tag">{t('chosenFirst')}</span>}
              <span className="small">
                {reference.elements.map(({ id, name }) => (
                  <button key={id} type="button" className="link" onClick={() => onSelect(id)}>
                    {name}
                  </button>
                ))}
              </span>
              <span style={{ flex: 1 }} />
              {row ? (
                <Existing row={row} reference={reference} onOpen={setOpen} />
              ) : (
                <>
                  <span className="tag late">{t('missing')}</span>
                  {reference.kind !== 'process' && (
                    <Button size="small" loading={create.busy} onClick={() => void create.run(reference)}>
                      {t('createIt')}
                    </Button>
                  )}
                </>
              )}
            </li>
          );
        })}
      </ul>
      <Drawer
        open={open !== undefined}
        size="min(1280px, 96vw)"
        title={null}
        closable={{ 'aria-label': t('close') }}
        onClose={close}
        destroyOnHidden
      >
        <Suspense fallback={<Loading />}>
          {open && <OpenEditor key={open} id={open} inside onPublished={close} />}
        </Suspense>
      </Drawer>
    </>
  );
}

function Existing({ row, reference, onOpen }: { row: DefinitionRow; reference: Reference; onOpen(id: string): void }) {
  const t = useEditTexts();
  return (
    <>
      <StatusTag status={row.status} />
      {reference.kind === 'process' ? (
        <Link to={pages.view(row.id)} target="_blank">
          {t('openProcess')}
        </Link>
      ) : (
        <Button size="small" onClick={() => onOpen(row.id)}>
          {t('editIt')}
        </Button>
      )}
    </>
  );
}
