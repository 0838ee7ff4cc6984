import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { identificationMeans, type IdentificationMeans } from '../../../domain/identification';
import type { CodeRow } from '../../api/cases';
import { recordContact } from '../../api/contact';
import { useLanguage } from '../../texts';
import { useAction } from '../../ui/useAction';
import { useCaseTexts } from './texts';

/** Staff record the number that the holder of a code gave, and how they identified that person. */
export function HolderContact({ number, row }: { number: string; row: CodeRow }) {
  const t = useCaseTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [phone, setPhone] = useState('');
  const [means, setMeans] = useState<IdentificationMeans>();
  const record = useAction(
    (key: string) => recordContact(key, number, row.id, { phone, means: means! }),
    () => {
      setOpen(false);
      void client.invalidateQueries({ queryKey: ['cases', number, 'codes'] });
    },
  );
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t(row.contact ? 'contactChange' : 'contactRecord')}</Button>
      <Modal
        open={open}
        title={t('contactOf', { name: row.holder?.name ?? '' })}
        okText={t('contactSave')}
        okButtonProps={{ disabled: !phone.trim() || !means, loading: record.busy }}
        onCancel={() => setOpen(false)}
        onOk={() => void record.run()}
        destroyOnHidden
      >
        <div className="stack">
          <p>{t('contactHelp')}</p>
          <label className="field">
            <span className="label">{t('contactPhone')}</span>
            <Input
              value={phone}
              maxLength={40}
              inputMode="tel"
              autoComplete="off"
              onChange={(event) => setPhone(event.target.value)}
            />
          </label>
          <label className="field">
            <span className="label">{t('presentBy')}</span>
            <Select
              aria-label={t('presentBy')}
              style={{ width: '100%' }}
              value={means}
              onChange={setMeans}
              options={identificationMeans.codes.map((code) => ({
                value: code,
                label: identificationMeans.name(code, language),
              }))}
            />
          </label>
          {record.problem && (
            <div className="problem" role="alert">
              {record.problem.message}
            </div>
          )}
        </div>
      </Modal>
    </>
  );
}
