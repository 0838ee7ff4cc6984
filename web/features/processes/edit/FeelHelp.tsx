import { Input } from 'antd';
import { useMemo, useState } from 'react';
import { disputeFunctions } from '../../../../domain/feel';
import { compileFeel, toJson, type Warning } from '../../../../engine/feel';
import { builtIns } from '../../../../engine/feel/builtins';
import { useLanguage } from '../../../texts';
import { useDisputeContext } from '../useDisputeContext';
import { builtInDocs, disputeDocs, syntaxDocs, type FeelDoc } from './feelDocs';
import { useEditTexts } from './texts';

const groups = [
  ['dispute', disputeDocs],
  ['syntax', syntaxDocs],
  ['builtin', builtInDocs],
] as const;

/** A searchable list of FEEL's functions, and a field to try an expression with the calendar and limits in force. */
export function FeelHelp() {
  const t = useEditTexts();
  const language = useLanguage();
  const [text, setText] = useState('');
  const [expression, setExpression] = useState('deadline("mediation-period", today())');
  const wanted = text.trim().toLowerCase();
  const fits = ([name, { does }]: [string, FeelDoc]) =>
    !wanted || [name, ...does].some((one) => one.toLowerCase().includes(wanted));
  const found = groups
    .map(([group, docs]) => [group, Object.entries(docs).filter(fits)] as const)
    .filter(([, docs]) => docs.length > 0);
  return (
    <div className="feel-help">
      <div className="stack">
        <Input.Search
          allowClear
          aria-label={t('feelSearch')}
          placeholder={t('feelSearch')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <div className="feel-list" tabIndex={0} role="region" aria-label={t('feel')}>
          {found.length === 0 && <p className="muted">{t('feelNone')}</p>}
          {found.map(([group, docs]) => (
            <section key={group}>
              <h3>{t(group)}</h3>
              <ul className="plain-list">
                {docs.map(([name, { does, example, usage }]) => (
                  <li key={name}>
                    <button type="button" className="finding" title={t('copy')} onClick={() => setExpression(example)}>
                      <code>
                        <strong>{name}</strong>
                        {usage ?? builtIns.get(name)?.usage ?? ''}
                      </code>{' '}
                      <span>{does[language === 'zh' ? 0 : 1]}</span> <code className="small muted">{example}</code>
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </div>
      <FeelTry expression={expression} onChange={setExpression} />
    </div>
  );
}

function FeelTry({ expression, onChange }: { expression: string; onChange(next: string): void }) {
  const t = useEditTexts();
  const language = useLanguage();
  const context = useDisputeContext();
  const [variables, setVariables] = useState('{}');
  const functions = useMemo(() => (context ? disputeFunctions(context) : {}), [context]);
  const result = useMemo(
    () => evaluate(expression, variables, functions, language, (message) => t('feelBadContext', { message })),
    [expression, variables, functions, language, t],
  );
  return (
    <section className="stack" aria-label={t('feelTry')}>
      <h3>{t('feelTry')}</h3>
      <label className="field">
        <span className="label">{t('feelExpression')}</span>
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 6 }}
          value={expression}
          onChange={(event) => onChange(event.target.value)}
          spellCheck={false}
        />
      </label>
      <label className="field">
        <span className="label">{t('feelContext')}</span>
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 6 }}
          value={variables}
          onChange={(event) => setVariables(event.target.value)}
          spellCheck={false}
        />
      </label>
      <div role="status">
        <span className="label">{t('feelResult')}</span>
        <pre className="fact" tabIndex={0}>
          {result}
        </pre>
      </div>
    </section>
  );
}

function evaluate(
  text: string,
  variables: string,
  functions: Record<string, unknown>,
  language: 'zh' | 'en',
  bad: (message: string) => string,
): string {
  let given: Record<string, unknown>;
  try {
    given = JSON.parse(variables) as Record<string, unknown>;
  } catch (error) {
    return bad((error as Error).message);
  }
  try {
    const names: Record<string, unknown> = { ...functions, ...given };
    const warnings: Warning[] = [];
    const value = compileFeel(text.replace(/^\s*=/, '')).evaluate(
      { get: (name) => names[name], has: (name) => Object.hasOwn(names, name), now: new Date().toISOString() },
      warnings,
    );
    return [JSON.stringify(toJson(value), null, 2), ...warnings.map((warning) => `⚠ ${warning[language]}`)].join('\n');
  } catch (error) {
    const { zh, en, message } = error as Error & { zh?: string; en?: string };
    return (language === 'zh' ? zh : en) ?? message;
  }
}
