import { App, Button, Modal } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { merge } from '../../../../engine/parse/write';
import type { Definition } from '../../../api/definitions';
import { Diff } from '../../../bpmn/Diff';
import { Modeler, type ModelerHandle } from '../../../bpmn/Modeler';
import { useLanguage } from '../../../texts';
import { Tabs } from '../../../ui/Tabs';
import { useAction } from '../../../ui/useAction';
import { Findings } from '../Findings';
import { pages } from '../names';
import { findingMarks } from '../View';
import { useProcessTexts } from '../texts';
import { EditorHead } from './EditorHead';
import { FeelHelp } from './FeelHelp';
import { download } from './PlainEditor';
import { Publish } from './Publish';
import { References } from './References';
import { useEditTexts } from './texts';
import { useCheck } from './useCheck';
import { useDraftSource } from './useDraftSource';
import { useOffers } from './useOffers';
import { useSource } from './useSource';

interface Props {
  definition: Definition;
  text: string;
  again(): void;
}

/**
 * Edits a process: canvas and properties, and below them the checker's findings, the references, and help with FEEL.
 */
export function ProcessEditor({ definition, text, again }: Props) {
  const t = useEditTexts();
  const p = useProcessTexts();
  const navigate = useNavigate();
  const draft = useDraftSource(definition, text);
  const [opened, setOpened] = useState(draft.source);
  const [tab, setTab] = useState('findings');
  const [selected, setSelected] = useState<string>();
  const [compared, setCompared] = useState<string>();
  const modeler = useRef<ModelerHandle>(null);
  const before = useRef<string>(undefined);
  // Only the edits are applied to the original file: what the modeler does not know stays as its own tool wrote it.
  const read = useCallback(async () => merge(opened, await modeler.current!.xml(), before.current), [opened]);
  const { touched, flush } = useSource(read, draft.change);
  const offers = useOffers();
  const checked = useCheck('process', definition.fileName, draft.source);
  const save = useAction(async () => {
    await flush();
    return draft.save();
  });
  const keep = useAction(async (_key: string, to: (id: string) => string) => {
    await flush();
    const saved = await draft.save();
    if (saved) void navigate(to(saved.id));
  });
  const ready = useReadyMarks(modeler, checked.findings);
  const onReady = useCallback(
    () =>
      void modeler.current!.xml().then((xml) => {
        before.current = xml;
        ready();
      }),
    [ready],
  );
  const failed = useCannotOpen(opened, (xml) => {
    setOpened(xml);
    draft.change(xml);
  });
  const count = (severity: string) => checked.findings.filter((finding) => finding.severity === severity).length;

  return (
    <>
      <EditorHead draft={draft} busy={save.busy} onSave={() => void save.run()} onAgain={again}>
        <Button onClick={() => void keep.run(pages.trial)}>{t('tryIt')}</Button>
        <Button onClick={() => void keep.run(pages.simulation)}>{t('simulate')}</Button>
        <Button onClick={() => void flush().then(() => setCompared(draft.latest()))}>{t('diff')}</Button>
        <Button onClick={() => void flush().then(() => download(definition.fileName, draft.latest()))}>
          {t('exportFile')}
        </Button>
        <Publish draft={draft} findings={checked.findings} references={checked.references} flush={flush} />
      </EditorHead>
      <Modeler
        key={opened}
        ref={modeler}
        xml={opened}
        offers={offers}
        onReady={onReady}
        onChange={touched}
        onSelect={setSelected}
        onFailed={failed}
        height="max(440px, calc(100vh - 430px))"
      />
      <section className="card editor-dock">
        <Tabs
          label={t('findings')}
          value={tab}
          onChange={setTab}
          items={[
            {
              key: 'findings',
              label: (
                <>
                  {t('findings')} {count('error') > 0 && <span className="tag late">{count('error')}</span>}{' '}
                  {count('warning') > 0 && <span className="tag soon">{count('warning')}</span>}
                </>
              ),
            },
            { key: 'references', label: t('references') },
            { key: 'feel', label: t('feel') },
          ]}
        >
          {tab === 'findings' &&
            (checked.busy && checked.findings.length === 0 ? (
              <p className="muted" role="status">
                {p('checking')}
              </p>
            ) : (
              <Findings findings={checked.findings} onSelect={(element) => modeler.current?.select(element)} />
            ))}
          {tab === 'references' && (
            <References
              references={checked.references}
              busy={checked.busy}
              selected={selected}
              onSelect={(element) => modeler.current?.select(element)}
            />
          )}
          {tab === 'feel' && <FeelHelp />}
        </Tabs>
      </section>
      <Modal
        open={compared !== undefined}
        width="min(1400px, 96vw)"
        footer={null}
        title={t('diff')}
        onCancel={() => setCompared(undefined)}
        destroyOnHidden
      >
        {compared !== undefined && <Diff before={text} after={compared} />}
      </Modal>
    </>
  );
}

/** Draws the findings on the canvas, again whenever they change and once the canvas is ready. */
function useReadyMarks(modeler: React.RefObject<ModelerHandle | null>, findings: Definition['findings']): () => void {
  const language = useLanguage();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (turn > 0) return modeler.current?.mark(findingMarks(findings, language));
  }, [turn, findings, language, modeler]);
  return useCallback(() => setTurn((before) => before + 1), []);
}

/** Says why the canvas cannot show a file, and lays out a file without a diagram. */
function useCannotOpen(source: string, take: (xml: string) => void): (message: string) => void {
  const t = useEditTexts();
  const { modal } = App.useApp();
  return (message) => {
    if (!/no diagram/i.test(message)) return void modal.error({ title: t('cannotOpen', { message }) });
    void modal.confirm({
      title: t('layOutHelp'),
      okText: t('layOut'),
      cancelText: t('close'),
      onOk: async () => {
        const { layoutProcess } = await import('bpmn-auto-layout');
        take(await layoutProcess(source));
      },
    });
  };
}
