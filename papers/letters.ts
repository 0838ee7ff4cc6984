import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Letter } from '../models';
import { inThread } from '../threads/pool';
import type { Bundle } from '../workflows/hostContract';

/** Letters merged into one Word document, one a page. */
export async function lettersPaper(
  letters: readonly Letter[],
  at: Date,
  references: Pick<Bundle, 'calendar' | 'rules' | 'parameters'>,
): Promise<Uint8Array> {
  const filled = await inThread('document', 'fill', {
    template: await readFile(join(import.meta.dirname, 'letters.docx')),
    variables: {
      letters: letters.map(({ _id, name, address, sender, title, lines }) => ({
        reference: _id.slice(0, 8).toUpperCase(),
        name,
        address,
        sender,
        title: { ...title },
        lines: lines.map(({ zh, en }) => ({ zh, en })),
      })),
    },
    at,
    references,
  });
  if ('fault' in filled) throw new Error(filled.fault.en);
  return filled.bytes;
}
