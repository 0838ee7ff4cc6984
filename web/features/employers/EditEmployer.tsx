import { Button } from 'antd';
import { useState } from 'react';
import { saveEmployer, type EmployerDetail } from '../../api/employers';
import { useLanguage } from '../../texts';
import { useAction } from '../../ui/useAction';
import { Editor } from '../admin/Editor';
import { editorFields, editorValues, sentValues } from './fields';
import { useEmployerTexts } from './texts';

/** A button that opens the editor of an employer, or of a new one. */
export function EditEmployer({ data, saved }: { data?: EmployerDetail; saved(after: EmployerDetail): void }) {
  const t = useEmployerTexts();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const save = useAction(
    (key: string, values: Record<string, unknown>) =>
      saveEmployer(key, data?.id, { ...sentValues(values), ...(data && { version: data.version }) }),
    (after) => {
      setOpen(false);
      saved(after);
    },
  );
  const title = t(data ? 'edit' : 'add');
  return (
    <>
      <Button type={data ? 'default' : 'primary'} onClick={() => setOpen(true)}>
        {title}
      </Button>
      {open && (
        <Editor
          title={title}
          fields={editorFields(t, language, !data)}
          initial={editorValues(data)}
          busy={save.busy}
          problem={save.problem}
          onCancel={() => {
            setOpen(false);
            save.clear();
          }}
          onSave={(values) => void save.run(values)}
        />
      )}
    </>
  );
}
