import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { http } from '../../http';
import { sessionQuery, useMaybeSession, type Session } from '../../session';
import { FiledCard, type FiledBy } from '../filing/FiledCard';
import { Wizard } from '../filing/Wizard';
import { useFilingTexts } from '../filing/texts';
import { useSelfTexts } from './texts';

/** A worker or an employer files without an account, and is then signed in to the case by its code. */
export function File() {
  const t = useFilingTexts();
  const s = useSelfTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  const session = useMaybeSession();
  const [filed, setFiled] = useState<FiledBy>();
  const [address] = useSearchParams();
  const applicant = session?.roles.includes('employer') || address.get('as') === 'employer' ? 'employer' : 'worker';

  async function follow({ number, access }: FiledBy) {
    if (!session && access)
      client.setQueryData(
        sessionQuery.queryKey,
        await http.post<Session>('/sessions', { caseNumber: number, code: access.code }),
      );
    navigate(`/my/${number}`);
  }

  return (
    <>
      <h1>{t('selfTitle')}</h1>
      <p className="muted">{filed ? s('offer') : t('selfIntro')}</p>
      {filed ? (
        <FiledCard filed={filed}>
          <Button size="large" type="primary" onClick={() => void follow(filed)}>
            {t('follow')}
          </Button>
        </FiledCard>
      ) : (
        <Wizard
          staff={false}
          draftName={applicant === 'worker' ? 'file' : 'fileAsEmployer'}
          initial={{ applicant, channel: 'online' }}
          onFiled={setFiled}
        />
      )}
    </>
  );
}
