import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { knownParameters } from '../../../domain/parameters';
import { province, regionName, within } from '../../../domain/regions';
import { parametersQuery, saveParameters, type Parameter } from '../../api/oversight';
import { may, useSession } from '../../session';
import { pick, useLanguage } from '../../texts';
import { Empty, Loaded } from '../../ui/State';
import { useAction } from '../../ui/useAction';
import { placeOptions } from '../../ui/places';
import { Editor } from './Editor';
import { useAdminTexts } from './texts';

/** Minimum wages and the like, by place and date, each with its source document. */
export function Parameters() {
  const t = useAdminTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const session = useSession();
  const { message } = App.useApp();
  const query = useQuery(parametersQuery);
  const [open, setOpen] = useState<number | 'new'>();
  const save = useAction(
    (key: string, rows: Parameter[], note: string) => saveParameters(key, rows, note),
    () => {
      setOpen(undefined);
      void client.invalidateQueries({ queryKey: ['proposals'] });
      void message.success(t('proposedDone'));
    },
  );
  const nameOf = (name: string) => (knownParameters[name] ? pick(knownParameters[name], language) : name);

  /** An area has its own values of parameters that vary by area; the others are the province’s. */
  const mine = (name: string) => session.region === province || knownParameters[name]?.by === 'area';

  function keep(values: Record<string, unknown>) {
    const rows = query.data!.parameters;
    const row = {
      name: values.name,
      region: values.region,
      from: values.from,
      ...(values.to ? { to: values.to } : {}),
      value: Number(values.value),
      source: { title: values.source, ...(values.number ? { number: values.number } : {}) },
    } as Parameter;
    void save.run(
      open === 'new' ? [...rows, row] : rows.map((one, index) => (index === open ? row : one)),
      `${nameOf(row.name)} ${row.region} ${row.from}`,
    );
  }

  return (
    <div className="stack">
      {may(session, 'parameter.write') && (
        <div>
          <Button type="primary" disabled={!query.data} onClick={() => setOpen('new')}>
            {t('add')}
          </Button>
        </div>
      )}
      <Loaded query={query}>
        {({ parameters }) =>
          parameters.length === 0 ? (
            <Empty title={t('empty')} help={t('noParameters')} />
          ) : (
            <div className="scroll-x card" tabIndex={0} role="region" aria-label={t('parameters')}>
              <table className="list cards">
                <thead>
                  <tr>
                    <th>{t('name')}</th>
                    <th>{t('region')}</th>
                    <th>{t('value')}</th>
                    <th>{t('from')}</th>
                    <th>{t('to')}</th>
                    <th>{t('source')}</th>
                    <th>
                      <span className="skip">{t('edit')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {parameters.map((row, index) => (
                    <tr key={index}>
                      <td>{nameOf(row.name)}</td>
                      <td>{regionName(row.region, language)}</td>
                      <td className="number">
                        {row.value} {knownParameters[row.name] && pick(knownParameters[row.name]!.unit, language)}
                      </td>
                      <td>{row.from}</td>
                      <td>{row.to}</td>
                      <td className="small">
                        <span lang="zh-CN">
                          {row.source.title} {row.source.number}
                        </span>
                        {row.provisional && <div className="muted">{pick(row.provisional, language)}</div>}
                      </td>
                      <td>
                        {may(session, 'parameter.write') &&
                          within(row.region, session.region ?? '') &&
                          mine(row.name) && (
                            <Button size="small" onClick={() => setOpen(index)}>
                              {t('edit')}
                            </Button>
                          )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
      {open !== undefined && query.data && (
        <Editor
          title={open === 'new' ? t('add') : t('edit')}
          busy={save.busy}
          problem={save.problem}
          at={`parameters.${open === 'new' ? query.data.parameters.length : open}`}
          onCancel={() => setOpen(undefined)}
          onSave={keep}
          initial={((row?: Parameter) => ({
            name: row?.name,
            region: row?.region ?? session.region,
            from: row?.from,
            to: row?.to,
            value: row?.value === undefined ? undefined : String(row.value),
            source: row?.source.title,
            number: row?.source.number,
          }))(open === 'new' ? undefined : query.data.parameters[open])}
          fields={[
            {
              path: 'name',
              label: t('name'),
              type: 'select',
              options: Object.keys(knownParameters)
                .filter(mine)
                .map((name) => ({ value: name, label: nameOf(name) })),
            },
            { path: 'region', label: t('region'), type: 'select', options: placeOptions(language, session.region) },
            { path: 'value', label: t('value') },
            { path: 'from', label: t('from'), help: 'YYYY-MM-DD' },
            { path: 'to', label: t('to'), help: 'YYYY-MM-DD' },
            { path: 'source', sentAs: 'source.title', label: t('source') },
            { path: 'number', sentAs: 'source.number', label: t('notice') },
          ]}
        />
      )}
    </div>
  );
}
