import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Segmented, Switch } from 'antd';
import { noticeChannels, personalChannels } from '../../../domain/noticeChannels';
import { preferencesQuery, savePreferences, type Preferences } from '../../api/notices';
import { useLanguage } from '../../texts';
import { Loaded } from '../../ui/State';
import { PushRow } from './PushRow';
import { useNoticeTexts } from './texts';

/** Which channels the reader wants, and in which language. */
export function PreferencesCard() {
  const t = useNoticeTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const { message } = App.useApp();
  const save = async (wanted: Preferences) => {
    client.setQueryData(preferencesQuery.queryKey, wanted);
    await savePreferences(wanted).catch((error: Error) => message.error(error.message));
    await client.invalidateQueries({ queryKey: preferencesQuery.queryKey });
  };
  return (
    <section className="card" aria-label={t('preferences')}>
      <h2>{t('preferences')}</h2>
      <p className="small muted">{t('preferencesHelp')}</p>
      <Loaded query={useQuery(preferencesQuery)}>
        {(wanted) => (
          <div className="stack">
            {personalChannels
              .filter((each) => each !== 'push')
              .map((channel) => {
                const reached = wanted.reached.find((each) => each.channel === channel);
                const name = noticeChannels.name(channel, language);
                const off = wanted.without.includes(channel);
                return (
                  <div className="row" key={channel}>
                    <Switch
                      aria-label={name}
                      disabled={!reached}
                      checked={Boolean(reached) && !off}
                      onChange={(on) =>
                        void save({
                          ...wanted,
                          without: on
                            ? wanted.without.filter((each) => each !== channel)
                            : [...wanted.without, channel],
                        })
                      }
                    />
                    <span>{name}</span>
                    <span className="small muted" translate="no">
                      {!reached ? t('notReached') : channel === 'text' ? t('ending', { tail: reached.to }) : reached.to}
                    </span>
                  </div>
                );
              })}
            <p className="small muted">{t('contactHelp')}</p>
            <PushRow />
            <div className="row">
              <span>{t('languageOf')}</span>
              <Segmented
                aria-label={t('languageOf')}
                value={wanted.language ?? language}
                onChange={(next) => void save({ ...wanted, language: next as 'zh' | 'en' })}
                options={(['zh', 'en'] as const).map((value) => ({ value, label: t(value) }))}
              />
            </div>
          </div>
        )}
      </Loaded>
    </section>
  );
}
