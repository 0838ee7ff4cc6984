import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useRef } from 'react';
import { useNavigate } from 'react-router';
import { createDraft, type Definition, type NewDraft } from '../../api/definitions';
import { useAction } from '../../ui/useAction';
import { pages } from './names';
import { useProcessTexts } from './texts';

/**
 * Uploads a file as a draft. A file that cannot be read is reported with the position of the error, and nothing
 * changes.
 */
export function UploadButton() {
  const t = useProcessTexts();
  const { message, modal } = App.useApp();
  const navigate = useNavigate();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const create = useAction(
    (key: string, draft: NewDraft) => createDraft(key, draft),
    (made: Definition) => {
      void client.invalidateQueries({ queryKey: ['definitions'] });
      void message.success(t('uploaded'));
      void navigate(made.kind === 'template' ? pages.view(made.id) : pages.edit(made.id));
    },
  );

  async function take(file: File) {
    // The parsers are large and only needed here.
    const { readFile, kindOf, largest, UnreadableFile } = await import('./readFile');
    const refuse = (content: string) => modal.error({ title: t('notRead', { name: file.name }), content });
    const kind = kindOf(file.name);
    if (!kind) return refuse(t('unknownKind', { name: file.name }));
    if (file.size > largest) return refuse(t('tooLarge', { name: file.name }));
    try {
      await create.run(await readFile(file, kind));
    } catch (error) {
      const { line, column } = error instanceof UnreadableFile ? error : {};
      refuse(`${line ? `${t('lineColumn', { line, column })}: ` : ''}${(error as Error).message}`);
    }
  }

  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept=".bpmn,.xml,.dmn,.form,.json,.docx"
        data-upload="definition"
        aria-label={t('upload')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) void take(file);
        }}
      />
      <Button title={t('uploadHelp')} loading={create.busy} onClick={() => input.current?.click()}>
        {t('upload')}
      </Button>
    </>
  );
}
