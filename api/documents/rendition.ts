import { createHash } from 'node:crypto';
import { deleteFile, readFile, Renditions, storeFile, type Rendition, type StoredDocument } from '../../models';
import { PDF_EDITION } from '../../threads/documents/edition';
import { inThread } from '../../threads/pool';
import { Problem } from '../errors';

/** A paper that the system made is never larger; what it unpacks to is limited where it is read. */
const MOST_BYTES = 20 * 1024 * 1024;

/** Whether a document has a PDF beside it: papers made from templates, or what was uploaded as one. */
export const hasPdf = ({ template, contentType }: Pick<StoredDocument, 'template' | 'contentType'>): boolean =>
  template !== undefined || contentType === 'application/pdf';

/** The PDF of a paper, made in a thread when it is first asked for, and kept by the paper's SHA-256. */
export async function pdfOfPaper(document: StoredDocument): Promise<Rendition> {
  if (document.template === undefined) throw new Problem('NO_PDF');
  return keptAs(document.sha256, async () => inThread('pdf', 'pdfOf', await readFile(document.file, MOST_BYTES)));
}

/** A rendition under this hash, made if there is none yet. */
export async function keptAs(
  source: string,
  make: () => Promise<{ bytes: Uint8Array; pages: number }>,
): Promise<Rendition> {
  const _id = `${source}/${PDF_EDITION}`;
  const kept = await Renditions.findById(_id).lean<Rendition>();
  if (kept) return kept;
  const made = await make();
  const bytes = Buffer.from(made.bytes);
  const rendition: Rendition = {
    _id,
    file: await storeFile(`${source}.pdf`, bytes),
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    pages: made.pages,
    at: new Date(),
  };
  const stored = await Renditions.updateOne({ _id }, { $setOnInsert: rendition }, { upsert: true }).catch(
    (error: { code?: number }) => {
      if (error.code !== 11000) throw error;
      return { upsertedCount: 0 };
    },
  );
  if (stored.upsertedCount) return rendition;
  // Another request was first.
  await deleteFile(rendition.file).catch(() => undefined);
  return (await Renditions.findById(_id).lean<Rendition>())!;
}
