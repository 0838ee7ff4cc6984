import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import {
  definitionsQuery,
  publishDefinition,
  versionsQuery,
  type DefinitionRow,
  type Finding,
} from '../../../api/definitions';
import { useLanguage } from '../../../texts';
import { ReasonModal } from '../../../ui/ReasonModal';
import { useAction } from '../../../ui/useAction';
import { Findings } from '../Findings';
import { nameOf, pages } from '../names';
import type { Reference } from './check.worker';
import { useEditTexts } from './texts';
import type { DraftSource } from './useDraftSource';

interface Props {
  draft: DraftSource;
  findings: Finding[];
  references?: Reference[];
  flush(): Promise<void>;
  /** Set where it was edited in place, instead of going to its versions. */ onPublished?(): void;
}

/**
 * Proposes to publish the content of the editor, with a note: another administrator approves. Errors prevent
 * publishing; drafts of its forms and decisions may be published with it, and so may what it binds to the version
 * published together.
 */
export function Publish({ draft, findings, references = [], flush, onPublished }: Props) {
  const t = useEditTexts();
  const language = useLanguage();
  const { message } = App.useApp();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [without, setWithout] = useState<string[]>([]);
  const others = useOthers(references, draft.target.key);
  const force = useQuery({ ...versionsQuery(draft.target.kind, draft.target.key), enabled: open }).data?.rows.find(
    ({ status }) => status === 'published',
  );
  const unchanged = !draft.dirty && force?.hash === draft.target.hash;
  const serious = findings.filter(({ severity }) => severity !== 'info');
  const blocked = findings.some(({ severity }) => severity === 'error');
  const publish = useAction(
    async (key: string, note: string) => {
      await flush();
      const saved = await draft.save();
      if (!saved) throw new Error(t('notSaved'));
      const together = others.filter((one) => !without.includes(one.id)).map(({ id, hash }) => ({ id, hash }));
      await publishDefinition(key, saved.id, note, saved.hash, together);
      return saved;
    },
    (made) => {
      draft.forget();
      setOpen(false);
      void client.invalidateQueries({ queryKey: ['definitions'] });
      void client.invalidateQueries({ queryKey: ['proposals'] });
      void message.success(t('published'));
      if (onPublished) onPublished();
      else void navigate(pages.versions(made));
    },
  );
  /** What only the server can tell: it depends on what goes with it. */
  const refused =
    (publish.problem?.details.findings as Finding[] | undefined)?.filter(({ severity }) => severity === 'error') ?? [];
  return (
    <>
      <Button type="primary" disabled={!draft.dirty && draft.target.status !== 'draft'} onClick={() => setOpen(true)}>
        {t('publish')}
      </Button>
      <ReasonModal
        open={open}
        title={t('publishTitle', { name: nameOf(draft.target, language) })}
        help={t('publishHelp')}
        done={t('publish')}
        label={t('publishNote')}
        disabled={blocked || unchanged}
        busy={publish.busy}
        onCancel={() => setOpen(false)}
        onDone={(note) => void publish.run(note)}
      >
        {unchanged && <Alert type="info" showIcon title={t('unchangedSince', { version: force.version })} />}
        {serious.length > 0 && (
          <Alert
            type={blocked ? 'error' : 'warning'}
            showIcon
            role="alert"
            title={blocked ? t('publishBlocked') : t('publishWarned')}
          />
        )}
        {serious.length > 0 && (
          <div className="publish-findings">
            <Findings findings={serious} />
          </div>
        )}
        {refused.length > 0 && (
          <div className="publish-findings">
            <Findings findings={refused} />
          </div>
        )}
        {others.length > 0 && (
          <fieldset className="form-group">
            <legend>{t('publishWith')}</legend>
            {others.map((one) => (
              <div key={one.id}>
                <Checkbox
                  checked={!without.includes(one.id)}
                  onChange={({ target }) =>
                    setWithout(target.checked ? without.filter((id) => id !== one.id) : [...without, one.id])
                  }
                >
                  {nameOf(one, language)}{' '}
                  <span className="muted small">
                    {one.key}
                    {one.status === 'published' && ` · ${t('inForce', { version: one.version })}`}
                  </span>
                </Checkbox>
              </div>
            ))}
          </fieldset>
        )}
      </ReasonModal>
    </>
  );
}

/** Drafts of its forms and decisions, and everything it binds to the version published together. */
function useOthers(references: Reference[], self: string): DefinitionRow[] {
  const list = useQuery({ ...definitionsQuery(), enabled: references.length > 0 }).data?.rows ?? [];
  return references.flatMap(({ kind, key, together }) => {
    const row = list.find((each) => each.kind === kind && (each.key === key || each.keys.includes(key)));
    if (!row || row.status === 'retired' || row.key === self) return [];
    return together || (row.status === 'draft' && kind !== 'process') ? [row] : [];
  });
}
