import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { identificationMeans } from '../../../domain/identification';
import { checkIdentity, type User } from '../../api/oversight';
import { useSession } from '../../session';
import { useLanguage } from '../../texts';
import { day } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { Editor } from './Editor';
import { optionsOf } from './options';
import { useAdminTexts } from './texts';

/** Whether somebody has checked the identity of the account's user, with a form to record a check. */
export function Identity({ row }: { row: User }) {
  const t = useAdminTexts();
  const language = useLanguage();
  const session = useSession();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const check = useAction(
    (key: string, body: Record<string, unknown>) => checkIdentity(key, row.id, body),
    () => {
      setOpen(false);
      void client.invalidateQueries({ queryKey: ['users'] });
      void message.success(t('saved'));
    },
  );
  if (row.identity) {
    const { checkedBy, checkedAt, means } = row.identity;
    const words = { name: checkedBy.name, day: day(checkedAt), means: identificationMeans.name(means, language) };
    return (
      <span className="tag good" title={t('identityBy', words)}>
        {t('identityChecked')}
      </span>
    );
  }
  return (
    <span className="row">
      <span className={row.bound || row.unseen ? 'tag late' : 'tag'}>
        {t(row.unseen ? 'identityUnseen' : 'identityUnchecked')}
      </span>
      {row.id !== session.id && (
        <Button size="small" onClick={() => setOpen(true)}>
          {t('checkIdentity')}
        </Button>
      )}
      {open && (
        <Editor
          title={`${t('checkIdentity')} · ${row.name}`}
          busy={check.busy}
          problem={check.problem}
          onCancel={() => setOpen(false)}
          onSave={(values) => void check.run(values)}
          initial={{}}
          fields={[
            {
              path: 'means',
              label: t('means'),
              help: t('checkIdentityHelp'),
              type: 'select',
              options: optionsOf(identificationMeans, language),
            },
            { path: 'code', label: t('introduction'), help: t('introductionHelp') },
            ...(row.bound
              ? [
                  { path: 'identityNumber', label: t('identityNumber') },
                  { path: 'name', label: t('nameOnDocument') },
                  { path: 'creditCode', label: t('creditCode') },
                  { path: 'employer', label: t('registeredName'), help: t('registeredNameHelp') },
                ]
              : []),
          ]}
        />
      )}
    </span>
  );
}
