import { lineDifferences } from '../features/processes/lineDifferences';

/** A text with what was inserted and deleted against another, sentence by sentence, and within a sentence by characters. */
export function Changes({ before, after }: { before: string; after: string }) {
  return (
    <p className="changes" lang="zh">
      {differences(before, after).map(({ kind, text }, index) =>
        kind === 'same' ? (
          <span key={index}>{text}</span>
        ) : kind === 'added' ? (
          <ins key={index}>{text}</ins>
        ) : (
          <del key={index}>{text}</del>
        ),
      )}
    </p>
  );
}

type Kind = 'same' | 'added' | 'removed';
/** The longest common subsequence takes the product of both lengths: texts longer than this are compared by sentence. */
const MOST = 1_500;

function differences(before: string, after: string): { kind: Kind; text: string }[] {
  const pieces =
    before.length <= MOST && after.length <= MOST
      ? (text: string) => [...text]
      : (text: string) => text.split(/(?<=[。；！？\n])/);
  // The helper compares lines: each piece is one, with its own line breaks written differently meanwhile.
  const lines = (text: string) =>
    pieces(text)
      .map((each) => each.replaceAll('\n', '\u2028'))
      .join('\n');
  return joined(
    lineDifferences(lines(before), lines(after)).map(({ kind, text }) => ({
      kind,
      text: text.replaceAll('\u2028', '\n'),
    })),
  );
}

/** Neighbours of one kind as one. */
function joined(rows: { kind: Kind; text: string }[]): { kind: Kind; text: string }[] {
  const all: { kind: Kind; text: string }[] = [];
  for (const row of rows) {
    const last = all.at(-1);
    if (last?.kind === row.kind) last.text += row.text;
    else all.push({ ...row });
  }
  return all;
}
