import { Alert, Button } from 'antd';
import { useRef, useState } from 'react';
import { readRoster, type Roster } from '../api/cases';
import { address } from '../http';
import { pick, texts, useLanguage } from '../texts';
import { useAction } from './useAction';

const useTexts = texts({
  empty: ['下载空白名单', 'Download an empty roster'],
  read: ['从 Excel 填入', 'Fill in from a spreadsheet'],
  refused: [
    '收入 {{kept}} 人，有 {{n}} 行没有收入。请在 Excel 中改正后重新选择：',
    '{{kept|worker was|workers were}} listed; {{n|row was|rows were}} not accepted. Correct them in the spreadsheet and choose it again:',
  ],
  row: ['第 {{row}} 行：', 'Row {{row}}: '],
  more: ['还有 {{n}} 行', '{{n|more row|more rows}}'],
});
const none: Roster = { members: [], refused: [] };
/** Beyond these, refused rows are only counted. */
const SHOWN = 50;

/** Reads a roster of workers from a spreadsheet, and says which rows were not accepted and why. */
export function RosterFile({ onRead }: { onRead(members: Roster['members']): void }) {
  const t = useTexts();
  const language = useLanguage();
  const input = useRef<HTMLInputElement>(null);
  const [{ members, refused }, setRoster] = useState<Roster>(none);
  const read = useAction(
    (_key: string, file: File) => readRoster(file),
    (roster) => {
      setRoster(roster);
      if (roster.members.length) onRead(roster.members);
    },
  );
  return (
    <div className="stack">
      <div className="row">
        <Button loading={read.busy} onClick={() => input.current?.click()}>
          {t('read')}
        </Button>
        <Button type="link" href={address('/rosters/empty')} download>
          {t('empty')}
        </Button>
      </div>
      <input
        ref={input}
        type="file"
        accept=".xlsx"
        hidden
        aria-label={t('read')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          setRoster(none);
          if (file) void read.run(file);
          event.target.value = '';
        }}
      />
      {read.problem && (
        <div className="problem" role="alert">
          {read.problem.message}
        </div>
      )}
      {refused.length > 0 && (
        <Alert
          type="warning"
          role="alert"
          title={t('refused', { n: refused.length, kept: members.length })}
          description={
            <ul className="plain-list">
              {refused.slice(0, SHOWN).map((one) => (
                <li key={one.row}>
                  {t('row', { row: one.row })}
                  {pick(one, language)}
                </li>
              ))}
              {refused.length > SHOWN && <li>{t('more', { n: refused.length - SHOWN })}</li>}
            </ul>
          }
        />
      )}
    </div>
  );
}
