import { Button } from 'antd';
import { RosterFile } from '../../ui/RosterFile';
import { useFilingTexts } from './texts';
import { useFilingContext } from './useFiling';

/** The workers of a filing by name, read from a spreadsheet. */
export function Roster() {
  const t = useFilingTexts();
  const filing = useFilingContext();
  const members = (filing.get('workers.members') as { name?: string }[] | undefined) ?? [];
  const count = Number(filing.get('workers.count') ?? 1);
  const faults = filing.all.filter(({ path }) => path.startsWith('workers.members'));
  return (
    <div className="field" role="group" aria-labelledby="roster-label" data-path="workers.members">
      <div className="label" id="roster-label">
        {t('roster')}
      </div>
      <div className="help">{t('rosterHelp')}</div>
      <RosterFile
        onRead={(read) =>
          filing.set('workers', {
            ...(filing.get('workers') as object),
            members: read,
            // Who lists more than were counted has counted too few.
            count: Math.max(count, read.length),
          })
        }
      />
      {members.length > 0 && (
        <div className="row">
          <span className="tag good">{t('rosterListed', { n: members.length })}</span>
          <span className="small muted">
            {members
              .slice(0, 5)
              .map(({ name }) => name)
              .join('、')}
            {members.length > 5 && '…'}
          </span>
          <Button type="link" onClick={() => filing.set('workers.members', undefined)}>
            {t('rosterDiscard')}
          </Button>
        </div>
      )}
      {faults.slice(0, 3).map(({ path, message }) => (
        <div key={path} className="problem" role="alert">
          {message}
        </div>
      ))}
    </div>
  );
}
