import { Button } from 'antd';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useLatest } from '../ui/useLatest';
import { useForm, type Upload } from './context';
import { useFormTexts } from './texts';

interface Props {
  id: string;
  value: string[];
  locked: boolean;
  change(next: unknown): void;
  many: boolean;
  accept?: string;
  aria: Record<string, unknown>;
}

/** Files are uploaded as soon as they are chosen, so that a lost connection costs one file and never the form. */
export function Files({ id, value, locked, change, many, accept, aria }: Props) {
  const t = useFormTexts();
  const { upload, track } = useForm();
  // The form is edited while files are uploaded: what is changed is what it contains by then.
  const latest = useLatest({ value, change });
  const input = useRef<HTMLInputElement>(null);
  const [names, setNames] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState<string>();
  const [failed, setFailed] = useState<string>();

  async function take(files: FileList, send: Upload): Promise<boolean> {
    setFailed(undefined);
    let all = true;
    for (const file of files) {
      setBusy(file.name);
      try {
        const { id: stored, name } = await send(file);
        setNames((before) => ({ ...before, [stored]: name }));
        flushSync(() => latest.current.change(many ? [...latest.current.value, stored] : [stored]));
      } catch (error) {
        all = false;
        setFailed(`${file.name}: ${(error as Error).message}`);
      }
    }
    setBusy(undefined);
    if (input.current) input.current.value = '';
    return all;
  }

  return (
    <div className="files">
      {value.map((file) => (
        <div key={file} className="row">
          <span>{names[file] ?? file}</span>
          {!locked && (
            <Button
              size="small"
              type="text"
              aria-label={t('removeFile', { name: names[file] ?? file })}
              onClick={() => change(value.filter((one) => one !== file))}
            >
              ✕
            </Button>
          )}
        </div>
      ))}
      {!locked && (
        <span className="file-choice">
          <input
            ref={input}
            id={id}
            type="file"
            multiple={many}
            accept={accept}
            disabled={!upload}
            onChange={({ target: { files } }) => files && upload && track(take(files, upload))}
            {...aria}
          />
          <span className="file-button" aria-hidden="true">
            {t('upload')}
          </span>
        </span>
      )}
      {busy && (
        <div className="small muted" role="status">
          {t('uploading', { name: busy })}
        </div>
      )}
      {failed && (
        <div className="problem" role="alert">
          {failed}
        </div>
      )}
    </div>
  );
}
