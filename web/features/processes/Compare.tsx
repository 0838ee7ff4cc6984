import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link, useParams } from 'react-router';
import { definitionQuery, fileQuery, type Definition } from '../../api/definitions';
import { Diff } from '../../bpmn/Diff';
import { useLanguage } from '../../texts';
import { Loaded } from '../../ui/State';
import { aroundChanges, inOrder, lineDifferences } from './lineDifferences';
import { nameOf, pages } from './names';
import { useProcessTexts } from './texts';

/** Two versions side by side: a process on its diagrams, everything else line by line. */
export default function Compare() {
  const { before, after } = useParams() as { before: string; after: string };
  const old = useQuery(definitionQuery(before));
  const fresh = useQuery(definitionQuery(after));
  return <Loaded query={old}>{(was) => <Loaded query={fresh}>{(is) => <Pair was={was} is={is} />}</Loaded>}</Loaded>;
}

function Pair({ was, is }: { was: Definition; is: Definition }) {
  const t = useProcessTexts();
  const language = useLanguage();
  const before = useQuery(fileQuery(was));
  const after = useQuery(fileQuery(is));
  return (
    <>
      <header className="page-head">
        <Link to={pages.versions(is)}>← {t('versions')}</Link>
        <h1>
          {nameOf(is, language)}: {t('versionN', { version: was.version })} → {t('versionN', { version: is.version })}
        </h1>
      </header>
      <Loaded query={before}>
        {(old) => (
          <Loaded query={after}>
            {(fresh) =>
              is.kind === 'process' ? (
                <Diff before={old} after={fresh} />
              ) : (
                <LineDiff before={inOrder(old)} after={inOrder(fresh)} />
              )
            }
          </Loaded>
        )}
      </Loaded>
    </>
  );
}

function LineDiff({ before, after }: { before: string; after: string }) {
  const t = useProcessTexts();
  const rows = useMemo(() => lineDifferences(before, after), [before, after]);
  if (rows.every(({ kind }) => kind === 'same')) return <div className="state">{t('textSame')}</div>;
  return (
    <pre className="card line-diff" tabIndex={0}>
      {aroundChanges(rows).map((row, index) => (
        <div key={index} className={row?.kind}>
          {row ? (
            <>
              <span aria-hidden>{row.kind === 'added' ? '+' : row.kind === 'removed' ? '−' : ' '}</span> {row.text}
            </>
          ) : (
            '⋯'
          )}
        </div>
      ))}
    </pre>
  );
}
