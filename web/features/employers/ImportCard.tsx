import { Alert, Button } from 'antd';
import { useRef } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { importEmployers, type EmployerImport } from '../../api/employers';
import { address } from '../../http';
import { pick, useLanguage } from '../../texts';
import { useAction } from '../../ui/useAction';
import { useEmployerTexts } from './texts';

/** Beyond these, refused rows are only counted. */
const SHOWN = 50;

/** Imports employers from a spreadsheet, and says which rows were not accepted and why. */
export function ImportCard() {
  const t = useEmployerTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [done, setDone] = useState<EmployerImport>();
  const send = useAction(
    (_key: string, file: File) => importEmployers(file),
    (answer) => {
      setDone(answer);
      void client.invalidateQueries({ queryKey: ['employers'] });
    },
  );
  const problem = send.problem?.message;
  return (
    <>
      <Button loading={send.busy} onClick={() => input.current?.click()}>
        {t('sheet')}
      </Button>
      <Button type="link" href={address('/employers/empty')} download>
        {t('empty')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".xlsx"
        hidden
        aria-label={t('sheet')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          setDone(undefined);
          if (file) void send.run(file);
          event.target.value = '';
        }}
      />
      {(done ?? problem) && (
        <Alert
          className="wide"
          type={problem ? 'error' : done?.refusedRows ? 'warning' : 'success'}
          role="alert"
          title={problem ?? t('imported', { ...done })}
          description={
            done &&
            done.refusedRows > 0 && (
              <>
                <p>{t('refused', { n: done.refusedRows })}</p>
                <ul className="plain-list">
                  {done.refused.slice(0, SHOWN).map((one) => (
                    <li key={one.row}>
                      {t('row', { row: one.row })}
                      {pick(one, language)}
                    </li>
                  ))}
                  {done.refusedRows > SHOWN && <li>{t('moreRows', { n: done.refusedRows - SHOWN })}</li>}
                </ul>
              </>
            )
          }
        />
      )}
    </>
  );
}
