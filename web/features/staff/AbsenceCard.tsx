import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { absencesQuery, endAbsence } from '../../api/absences';
import { Loaded } from '../../ui/State';
import { day } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { AbsenceForm } from './AbsenceForm';
import { useStaffTexts } from './texts';

/** One's own absences and deputies, and those for whom one stands in. */
export function AbsenceCard() {
  const t = useStaffTexts();
  const client = useQueryClient();
  const { message } = App.useApp();
  const query = useQuery(absencesQuery);
  const end = useAction(endAbsence, () => {
    void client.invalidateQueries({ queryKey: ['absences'] });
    void message.success(t('ended'));
  });
  return (
    <section className="card stack" aria-label={t('mine')}>
      <h2>{t('mine')}</h2>
      <p>{t('mineHelp')}</p>
      <Loaded query={query}>
        {({ own, deputy }) => (
          <>
            {own.length === 0 && <p className="muted">{t('noAbsence')}</p>}
            {own.map((absence) => (
              <div key={absence.id} className="row">
                <span>{t('away', { from: day(absence.from), to: day(absence.to), deputy: absence.deputy.name })}</span>
                <Button size="small" loading={end.busy} onClick={() => void end.run(absence.id)}>
                  {t('end')}
                </Button>
              </div>
            ))}
            {deputy.map(({ id, user, from, to }) => (
              <p key={id}>{t('standingIn', { name: user.name, from: day(from), to: day(to) })}</p>
            ))}
          </>
        )}
      </Loaded>
      <AbsenceForm />
    </section>
  );
}
