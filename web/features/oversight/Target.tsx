import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { parameterAt } from '../../../domain/parameterAt';
import { parametersQuery, saveParameters, type Parameter } from '../../api/oversight';
import { may, useSession } from '../../session';
import { share } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { useOversightTexts } from './texts';

const name = 'target.settledShare';

/**
 * Whether the share settled by negotiation and mediation reaches its target; those who maintain reference data (the
 * administrator, for the authority that decides on it) set it with its source.
 */
export function Target({ area, year, reached }: { area: string; year: string; reached: number | undefined }) {
  const t = useOversightTexts();
  const client = useQueryClient();
  const session = useSession();
  const { message } = App.useApp();
  const query = useQuery(parametersQuery);
  const [open, setOpen] = useState(false);
  const [value, setValue] = useState<number | null>(null);
  const [source, setSource] = useState('');
  // Its own, otherwise that of the area above.
  const target = query.data && parameterAt(query.data.parameters, name, area, `${year}-12-31`)?.value;
  const save = useAction(
    (key: string) => {
      const next: Parameter = {
        name,
        region: area,
        from: `${year}-01-01`,
        to: `${year}-12-31`,
        value: value! / 100,
        source: { title: source },
      };
      const others = query.data!.parameters.filter(
        (one) => !(one.name === name && one.region === area && one.from === next.from),
      );
      return saveParameters(key, [...others, next], `${t('setTarget')} ${area} ${year}`);
    },
    () => {
      setOpen(false);
      void client.invalidateQueries({ queryKey: ['proposals'] });
      void message.success(t('proposed'));
    },
  );
  return (
    <div className="small">
      {target !== undefined && reached !== undefined && (
        <span className={reached < target ? 'tag late' : 'tag good'}>
          {reached < target
            ? t('targetMissed', { target: share(target, 1) })
            : t('targetMet', { target: share(target, 1) })}
        </span>
      )}
      {may(session, 'parameter.write') && query.data && (
        <Button
          size="small"
          type="link"
          className="no-print"
          onClick={() => {
            setValue(target === undefined ? null : target * 100);
            setOpen(true);
          }}
        >
          {t('setTarget')}
        </Button>
      )}
      <Modal
        open={open}
        title={t('setTarget')}
        onCancel={() => setOpen(false)}
        okText={t('save')}
        okButtonProps={{ disabled: value === null || !source.trim(), loading: save.busy }}
        onOk={() => void save.run()}
      >
        <div className="stack">
          <label className="field">
            <span className="label">
              {t('targetShare')}
              <span className="must"> *</span>
            </span>
            <InputNumber min={0} max={100} value={value} onChange={setValue} style={{ width: '100%' }} />
          </label>
          <label className="field">
            <span className="label">
              {t('source')}
              <span className="must"> *</span>
            </span>
            <Input value={source} onChange={(event) => setSource(event.target.value)} />
          </label>
          {save.problem && (
            <div className="problem" role="alert">
              {save.problem.message}
            </div>
          )}
        </div>
      </Modal>
    </div>
  );
}
