import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox } from 'antd';
import { useRef, useState } from 'react';
import { sendSignatureCode, signDocument, type CaseDetail } from '../../api/cases';
import { uploadTo } from '../../api/tasks';
import { address } from '../../http';
import { useSession } from '../../session';
import { pick, useLanguage } from '../../texts';
import { day } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { ConfirmByCode } from '../work/ConfirmByCode';
import { useSelfTexts } from './texts';

type Row = CaseDetail['documents'][number];

/** The documents of the case for a party: open, confirm receipt, add a photograph. */
export function Papers({ data }: { data: CaseDetail }) {
  const t = useSelfTexts();
  const language = useLanguage();
  const session = useSession();
  const client = useQueryClient();
  const { message } = App.useApp();
  const input = useRef<HTMLInputElement>(null);
  const [inConfidence, setInConfidence] = useState(false);
  const [confirming, setConfirming] = useState<Row>();
  const refresh = () => void client.invalidateQueries({ queryKey: ['cases', data.number] });
  const upload = useAction(
    (key: string, file: File) =>
      uploadTo(data.number, file, undefined, inConfidence ? { compartment: 'sealed' } : {}, key),
    () => {
      refresh();
      void message.success(t('uploaded'));
    },
  );
  const sign = useAction(
    (key: string, { id, sha256 }: Row, code?: string) => signDocument(key, id, sha256, code),
    () => {
      setConfirming(undefined);
      refresh();
      void message.success(t('signed'));
    },
  );
  // Whoever has given a number confirms it by a code that is sent there.
  const { confirmTail: tail } = data.may;
  const signFor = (row: Row) => (tail === undefined ? void sign.run(row) : setConfirming(row));
  return (
    <div className="stack">
      {data.documents.length === 0 && <p className="muted">{t('none')}</p>}
      <ul className="plain-list">
        {data.documents.map((row) => {
          const confirmed = row.signatures.some((one) => one.by.id === session.id);
          return (
            <li key={row.id} className="stack">
              <span>
                <strong>{pick(row.name, language)}</strong>{' '}
                {row.number && (
                  <span className="small" translate="no">
                    {row.number}{' '}
                  </span>
                )}
                <span className="small muted">
                  {day(row.createdAt)}
                  {` · ${t('from', { name: pick({ zh: row.createdBy.name, en: row.createdBy.nameEn ?? row.createdBy.name }, language) })}`}
                </span>
              </span>
              <span className="row">
                <Button size="large" href={address(`/documents/${row.id}/content`)} download={row.fileName}>
                  {t('download')}
                </Button>
                {row.pdf && row.contentType !== 'application/pdf' && (
                  <Button
                    size="large"
                    href={address(`/documents/${row.id}/content`, { as: 'pdf' })}
                    download
                    aria-label={`PDF ${pick(row.name, language)}`}
                  >
                    PDF
                  </Button>
                )}
                {confirmed ? (
                  <span className="tag good">✓ {t('signed')}</span>
                ) : (
                  data.may.upload &&
                  (session.identified || tail !== undefined) && (
                    <Button size="large" loading={sign.busy} onClick={() => signFor(row)}>
                      {t('sign')}
                    </Button>
                  )
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {data.documents.some(({ compartment }) => compartment === 'open') && (
        <Button size="large" href={address(`/cases/${data.number}/file/open`)} download>
          {t('caseFile')}
        </Button>
      )}
      {data.may.upload && (data.stage === 'negotiation' || data.stage === 'mediation') && (
        <Checkbox checked={inConfidence} onChange={(event) => setInConfidence(event.target.checked)}>
          {t('inConfidence')}
        </Checkbox>
      )}
      {data.may.upload && (
        <Button size="large" loading={upload.busy} onClick={() => input.current?.click()}>
          {t('upload')}
        </Button>
      )}
      <input
        ref={input}
        type="file"
        accept="image/*,.pdf,.doc,.docx,.xls,.xlsx"
        hidden
        aria-label={t('upload')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) void upload.run(file);
          event.target.value = '';
        }}
      />
      {confirming && (
        <ConfirmByCode
          send={(key) => sendSignatureCode(key, confirming.id)}
          act={t('sign')}
          tail={tail}
          busy={sign.busy}
          problem={sign.problem}
          onCancel={() => setConfirming(undefined)}
          onDone={(code) => void sign.run(confirming, code)}
        />
      )}
      {upload.problem && (
        <div className="problem" role="alert">
          {upload.problem.message}
        </div>
      )}
    </div>
  );
}
