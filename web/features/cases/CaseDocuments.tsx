import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Select } from 'antd';
import { useRef, useState } from 'react';
import { compartmentSides, compartments, type CompartmentSide } from '../../../domain/compartments';
import { documents as documentCodes } from '../../../domain/documents';
import { roles } from '../../../domain/roles';
import { signatureMeans } from '../../../domain/signatures/signature';
import { signDocument, type CaseDetail } from '../../api/cases';
import { uploadTo } from '../../api/tasks';
import { address } from '../../http';
import { useSession } from '../../session';
import { pick, useLanguage } from '../../texts';
import { instant } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { EditPaper } from './EditPaper';
import { useCaseTexts } from './texts';

type Row = CaseDetail['documents'][number];

/** Documents created by the process and uploaded files: view, download, upload, sign for. */
export function CaseDocuments({ data, task }: { data: CaseDetail; task?: string }) {
  const t = useCaseTexts();
  const client = useQueryClient();
  const { message } = App.useApp();
  const language = useLanguage();
  const { id: me } = useSession();
  const [editing, setEditing] = useState<Row>();
  const refresh = () => void client.invalidateQueries({ queryKey: ['cases', data.number] });
  const sign = useAction(
    (key, row: Row) => signDocument(key, row.id, row.sha256),
    () => {
      refresh();
      void message.success(t('signed'));
    },
  );
  return (
    <div className="stack">
      {data.may.upload && (
        <Uploader
          data={data}
          task={task}
          done={() => {
            refresh();
            void message.success(t('uploaded'));
          }}
        />
      )}
      {data.documents.length === 0 && <p className="muted">{t('noDocuments')}</p>}
      <ul className="plain-list">
        {data.documents.map((row) => (
          <li key={row.id} className="row">
            <span style={{ flex: 1, minWidth: 160 }}>
              <strong>{pick(row.name, language)}</strong>{' '}
              {row.number && (
                <span className="small" translate="no">
                  {row.number}{' '}
                </span>
              )}
              <span className="small muted" style={{ display: 'block' }}>
                <span translate="no">{row.fileName}</span> · {(row.size / 1024).toFixed(0)} KB ·{' '}
                {instant(row.createdAt)} ·{' '}
                {row.createdAs
                  ? t('uploadedBy', { name: row.createdBy.name, role: roles.name(row.createdAs, language) })
                  : t('madeBy', {
                      name: pick({ zh: row.createdBy.name, en: row.createdBy.nameEn ?? row.createdBy.name }, language),
                    })}
                {row.compartment !== 'open' && (
                  <>
                    {' '}
                    <span className="tag">{compartments.name(row.compartment, language)}</span>
                  </>
                )}
              </span>
              {row.signatures.map((one, index) => (
                <span key={index} className="small" style={{ display: 'block' }}>
                  ✓ {t('signedBy', { name: one.name ?? one.by.name, at: instant(one.at) })}
                  {one.means && `（${signatureMeans.name(one.means, language)}）`}
                </span>
              ))}
            </span>
            <Button
              href={address(`/documents/${row.id}/content`)}
              download={row.fileName}
              aria-label={`${t('download')} ${pick(row.name, language)}`}
            >
              {t('download')}
            </Button>
            {row.parts && data.may.inside && (
              <Button onClick={() => setEditing(row)} aria-label={`${t('edit')} ${pick(row.name, language)}`}>
                {t('edit')}
                {row.parts.edits > 0 && ` (${row.parts.edits})`}
              </Button>
            )}
            {row.pdf && row.contentType !== 'application/pdf' && (
              <Button
                href={address(`/documents/${row.id}/content`, { as: 'pdf' })}
                download
                aria-label={`PDF ${pick(row.name, language)}`}
              >
                PDF
              </Button>
            )}
            {data.may.upload && !row.signatures.some((one) => one.by.id === me) && (
              <Button
                loading={sign.busy}
                onClick={() => void sign.run(row)}
                aria-label={`${t('sign')} ${pick(row.name, language)}`}
              >
                {t('sign')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {editing && (
        <EditPaper
          id={editing.id}
          name={pick(editing.name, language)}
          number={data.number}
          close={() => setEditing(undefined)}
        />
      )}
    </div>
  );
}

function Uploader({ data, task, done }: { data: CaseDetail; task?: string; done(): void }) {
  const t = useCaseTexts();
  const language = useLanguage();
  const input = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState<string>();
  const [sealed, setSealed] = useState(data.may.sealed && (data.stage === 'negotiation' || data.stage === 'mediation'));
  const [side, setSide] = useState<CompartmentSide>('neither');
  const upload = useAction(
    (key, file: File) =>
      uploadTo(
        data.number,
        file,
        task,
        { ...(code && { code }), ...(sealed ? { compartment: 'sealed', side } : {}) },
        key,
      ),
    done,
  );
  return (
    <div className="row">
      <Select
        aria-label={t('kind')}
        placeholder={t('kind')}
        allowClear
        value={code}
        onChange={setCode}
        style={{ minWidth: 180 }}
        showSearch={{ optionFilterProp: 'label' }}
        options={data.may.papers.map((one) => ({ value: one, label: documentCodes.name(one, language) }))}
      />
      {data.may.sealed && (
        <Checkbox checked={sealed} onChange={(event) => setSealed(event.target.checked)}>
          {t('confidential')}
        </Checkbox>
      )}
      {sealed && (
        <Select
          aria-label={t('sealedFor')}
          value={side}
          onChange={setSide}
          style={{ minWidth: 160 }}
          options={compartmentSides.map((value) => ({
            value,
            label: value === 'neither' ? t('sealedNeither') : roles.name(value, language),
          }))}
        />
      )}
      <Button loading={upload.busy} onClick={() => input.current?.click()}>
        {t('upload')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('upload')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) void upload.run(file);
          event.target.value = '';
        }}
      />
      {upload.problem && (
        <div className="problem" role="alert">
          {upload.problem.message}
        </div>
      )}
    </div>
  );
}
