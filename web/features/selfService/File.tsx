import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Filed } from '../../api/cases';
import { http } from '../../http';
import { sessionQuery, useMaybeSession, type Session } from '../../session';
import { FiledCard } from '../filing/FiledCard';
import { Wizard } from '../filing/Wizard';
import { useFilingTexts } from '../filing/texts';
import { useSelfTexts } from './texts';

/** A worker files without an account, and is then signed in to the case by its code. */
export function File() {
  const t = useFilingTexts();
  const s = useSelfTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  const session = useMaybeSession();
  const [filed, setFiled] = useState<Filed>();

  async function follow({ number, codes }: Filed) {
    if (!session) client.setQueryData(sessionQuery.queryKey, await http.post<Session>('/sessions', { caseNumber: number, code: codes.worker }));
    navigate(`/my/${number}`);
  }

  return (
    <>
      <h1>{t('selfTitle')}</h1>
      <p className="muted">{filed ? s('offer') : t('selfIntro')}</p>
      {filed
        ? <FiledCard filed={filed}><Button size="large" type="primary" onClick={() => void follow(filed)}>{t('follow')}</Button></FiledCard>
        : <Wizard staff={false} draftName="file" initial={{ channel: 'online' }} onFiled={setFiled} />}
    </>
  );
}
