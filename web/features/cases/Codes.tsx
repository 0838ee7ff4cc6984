import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { bothSides } from '../../../domain/acts';
import type { Side } from '../../../domain/reach';
import { appointedAgents, capacities } from '../../../domain/capacities';
import { identificationMeans } from '../../../domain/identification';
import { roles } from '../../../domain/roles';
import { caseQuery, codesQuery, issueCode, revokeCode, type CodeRow } from '../../api/cases';
import { useLanguage } from '../../texts';
import { ReasonModal } from '../../ui/ReasonModal';
import { Loaded } from '../../ui/State';
import { instant } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { PowerFields, type Terms } from '../mandates/Powers';
import { HolderContact } from './HolderContact';
import { isComplete, PresentFields, somebody, type Present } from './PresentFields';
import { useCaseTexts } from './texts';

/** Issues a tracking code to a person whose identity was checked, shows who received codes, and revokes them. */
export function Codes({ number }: { number: string }) {
  const t = useCaseTexts();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('codes')}</Button>
      <Modal open={open} title={t('codes')} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <div className="stack">
          <IssueCode number={number} />
          <IssuedCodes number={number} />
        </div>
      </Modal>
    </>
  );
}

function IssueCode({ number }: { number: string }) {
  const t = useCaseTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const [side, setSide] = useState<Side>('worker');
  const [present, setPresent] = useState<Present>(somebody);
  const [phone, setPhone] = useState('');
  const [terms, setTerms] = useState<Terms>({ powers: [] });
  const documents = useQuery(caseQuery(number)).data?.documents ?? [];
  const agent = appointedAgents.includes(present.capacity);
  const [issued, setIssued] = useState<{ code?: string; sentTo?: string }>();
  const issue = useAction(
    (key: string) =>
      issueCode(key, number, {
        side,
        ...(present as Required<Present>),
        ...(phone.trim() && { phone: phone.trim() }),
        ...(agent && { mandate: terms }),
      }),
    (answer) => {
      setIssued(answer);
      setPresent(somebody);
      setPhone('');
      setTerms({ powers: [] });
      void client.invalidateQueries({ queryKey: ['cases', number, 'codes'] });
    },
  );
  return (
    <section className="stack">
      <p>{t('codesHelp')}</p>
      <div>
        <div className="label">{t('codeFor')}</div>
        <Segmented
          value={side}
          onChange={(next) => {
            setSide(next as Side);
            setIssued(undefined);
          }}
          options={bothSides.map((value) => ({ value, label: roles.name(value, language) }))}
        />
      </div>
      <PresentFields side={side} value={present} onChange={setPresent} />
      {agent && <PowerFields value={terms} documents={documents} onChange={setTerms} />}
      <label className="field">
        <span className="label">{t('contactOwn')}</span>
        <Input
          value={phone}
          maxLength={40}
          inputMode="tel"
          autoComplete="off"
          onChange={(event) => setPhone(event.target.value)}
        />
      </label>
      <Button type="primary" disabled={!isComplete(present)} loading={issue.busy} onClick={() => void issue.run()}>
        {t('handOver')}
      </Button>
      {issued && (
        <p role="status">
          {issued.sentTo ? t('codeSent', { tail: issued.sentTo }) : t('newCode')}{' '}
          {issued.code && (
            <strong className="code" data-new-code>
              {issued.code}
            </strong>
          )}
        </p>
      )}
      {issue.problem && (
        <div className="problem" role="alert">
          {issue.problem.message}
        </div>
      )}
    </section>
  );
}

function IssuedCodes({ number }: { number: string }) {
  const t = useCaseTexts();
  return (
    <Loaded query={useQuery(codesQuery(number))}>
      {({ rows }) => (
        <section>
          <h3>{t('codesGiven')}</h3>
          {rows.length === 0 && <p className="muted">{t('codesNone')}</p>}
          <ul className="plain-list">
            {rows.map((row) => (
              <IssuedCode key={row.id} number={number} row={row} />
            ))}
          </ul>
        </section>
      )}
    </Loaded>
  );
}

function IssuedCode({ number, row }: { number: string; row: CodeRow }) {
  const t = useCaseTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const revoke = useAction(
    (key, why: string) => revokeCode(key, number, row.id, why),
    () => {
      setAsking(false);
      void client.invalidateQueries({ queryKey: ['cases', number, 'codes'] });
    },
  );
  const { holder, issuedBy } = row;
  return (
    <li className="row">
      <span style={{ flex: 1 }}>
        {roles.name(row.side, language)}
        {holder
          ? ` · ${holder.name} · ${capacities.name(holder.capacity, language)} · ${identificationMeans.name(holder.means, language)}`
          : ` · ${t('codeOfFiler')}`}
        <span className="small muted" style={{ display: 'block' }}>
          {instant(row.issuedAt)}
          {issuedBy && ` · ${t('codeBy', { name: issuedBy.name })}`}
          {row.contact && ` · ${t('contactTail', { tail: row.contact.tail })}`}
          {row.sentTo && ` · ${t('codeSentTo', { tail: row.sentTo })}`}
          {row.firstUse && ` · ${t('codeFirstUse', { at: instant(row.firstUse.at) })}`}
          {row.revokedAt && ` · ${t('codeEnded', { at: instant(row.revokedAt) })}`}
        </span>
        {row.firstUse?.sameNetwork && <span className="tag late">{t('codeSameNetwork')}</span>}
      </span>
      {!row.revokedAt && holder && <HolderContact number={number} row={row} />}
      {!row.revokedAt && (
        <Button danger onClick={() => setAsking(true)}>
          {t('codeRevoke')}
        </Button>
      )}
      <ReasonModal
        open={asking}
        title={t('codeRevoke')}
        help={t('codeRevokeHelp')}
        done={t('codeRevoke')}
        danger
        busy={revoke.busy}
        onCancel={() => setAsking(false)}
        onDone={(why) => void revoke.run(why)}
      />
    </li>
  );
}
