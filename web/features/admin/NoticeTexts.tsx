import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import {
  filledTemplate,
  noticeTemplates,
  sample,
  templateFault,
  type NoticeTemplate,
  type NoticeTexts as Texts,
} from '../../../domain/noticeTemplates';
import { noticeTextsQuery, saveNoticeTexts } from '../../api/oversight';
import { may, useSession } from '../../session';
import { pick, useLanguage } from '../../texts';
import { Loaded } from '../../ui/State';
import { useAction } from '../../ui/useAction';
import { Editor } from './Editor';
import { useAdminTexts } from './texts';

const codes = Object.keys(noticeTemplates) as NoticeTemplate[];
const languages = ['zh', 'en'] as const;

/** The words of notices, with what they become; administrators of the province propose others. */
export function NoticeTexts() {
  const t = useAdminTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const { message } = App.useApp();
  const query = useQuery(noticeTextsQuery);
  const [open, setOpen] = useState<NoticeTemplate>();
  const writes = may(useSession(), 'reference.write');
  const save = useAction(
    (key: string, texts: Texts, note: string) => saveNoticeTexts(key, texts, note),
    () => {
      setOpen(undefined);
      void client.invalidateQueries({ queryKey: ['proposals'] });
      void message.success(t('proposedDone'));
    },
  );
  const words = (code: NoticeTemplate): string => {
    const { needs, may: also = [] }: { needs: readonly string[]; may?: readonly string[] } = noticeTemplates[code];
    return [...needs, ...also].map((word) => `{${word}}`).join(' ');
  };
  return (
    <div className="stack">
      <p className="muted">{t('noticeTextsHelp')}</p>
      <Loaded query={query}>
        {({ texts }) => (
          <div className="scroll-x card" tabIndex={0} role="region" aria-label={t('noticeTexts')}>
            <table className="list cards">
              <thead>
                <tr>
                  <th>{t('use')}</th>
                  <th>{t('words')}</th>
                  <th>
                    <span className="skip">{t('edit')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {codes.map((code) => (
                  <tr key={code}>
                    <td>{pick(noticeTemplates[code].use, language)}</td>
                    <td>
                      {languages.map((lang) => (
                        <p key={lang} lang={lang === 'zh' ? 'zh-CN' : 'en'}>
                          {texts[code][lang]}
                        </p>
                      ))}
                    </td>
                    <td>
                      {writes && (
                        <Button size="small" onClick={() => setOpen(code)}>
                          {t('edit')}
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
      {open && query.data && (
        <Editor
          title={pick(noticeTemplates[open].use, language)}
          busy={save.busy}
          problem={save.problem}
          at={`texts.${open}`}
          onCancel={() => setOpen(undefined)}
          onSave={(values) =>
            void save.run(
              { ...query.data.texts, [open]: { zh: String(values.zh ?? ''), en: String(values.en ?? '') } },
              pick(noticeTemplates[open].use, language),
            )
          }
          initial={{ ...query.data.texts[open] }}
          fields={[
            { path: 'zh', label: t('inChinese'), type: 'area', help: words(open) },
            { path: 'en', label: t('inEnglish'), type: 'area', help: words(open) },
          ]}
          preview={(values) => <Preview code={open} values={values} />}
        />
      )}
    </div>
  );
}

/** What a notice would say, or what is wrong with the words. */
function Preview({ code, values }: { code: NoticeTemplate; values: Record<string, unknown> }) {
  const t = useAdminTexts();
  const language = useLanguage();
  return (
    <section aria-label={t('preview')}>
      <strong>{t('preview')}</strong>
      {languages.map((lang) => {
        const text = String(values[lang] ?? '');
        const fault = templateFault(code, lang, text);
        return (
          <p
            key={lang}
            lang={fault ? undefined : lang === 'zh' ? 'zh-CN' : 'en'}
            className={fault ? 'problem' : 'small'}
          >
            {fault ? pick(fault, language) : filledTemplate(text, sample(lang))}
          </p>
        );
      })}
    </section>
  );
}
