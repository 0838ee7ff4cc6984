import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useSession } from '../../session';
import { FiledCard, type FiledBy } from '../filing/FiledCard';
import { Wizard } from '../filing/Wizard';
import { useFilingTexts } from '../filing/texts';

/** A case entered by staff: at the counter, orally, by post. */
export default function NewCase() {
  const t = useFilingTexts();
  const navigate = useNavigate();
  const session = useSession();
  const [filed, setFiled] = useState<FiledBy>();
  return (
    <div className="narrow">
      <header className="page-head">
        <h1>{t('title')}</h1>
      </header>
      {filed ? (
        <FiledCard filed={filed}>
          <Button size="large" type="primary" onClick={() => navigate(`/cases/${filed.number}`)}>
            {t('openCase')}
          </Button>
          <Button size="large" onClick={() => setFiled(undefined)}>
            {t('another')}
          </Button>
        </FiledCard>
      ) : (
        <div className="card">
          <Wizard
            staff
            draftName="newCase"
            initial={{
              channel: 'counter',
              ...(session.region && session.region !== '340000' && { region: session.region }),
            }}
            onFiled={setFiled}
          />
        </div>
      )}
    </div>
  );
}
