import { Writable, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { zipLimits } from '../domain/uploads';

/** Why a zip archive is refused. */
export type ZipFault = 'broken' | 'tooMuch' | 'otherKind' | 'runs';

/** The entries that an office document of this extension must contain. */
const holds: Record<string, string> = {
  docx: 'word/document.xml',
  xlsx: 'xl/workbook.xml',
  pptx: 'ppt/presentation.xml',
  ofd: 'OFD.xml',
};
/** Entries that would be executed when the document is opened. */
const runs = /(^|\/)(vbaProject\.bin|macrosheets\/)/i;

/**
 * The fault of a zip archive, read entry by entry and never unpacked as a whole: more entries or bytes than a file may
 * have (`most` bytes), sizes other than declared, or another kind of document than its name says. Undefined if there is none.
 */
export async function zipFault({
  bytes,
  extension,
  most = zipLimits.bytes,
}: {
  bytes: Uint8Array;
  extension: string;
  most?: number;
}): Promise<ZipFault | undefined> {
  let zip: ZipFile;
  try {
    zip = await opened(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch {
    return 'broken';
  }
  try {
    return await faultIn(zip, bytes.length, extension, most);
  } catch {
    return 'broken';
  } finally {
    zip.close();
  }
}

const opened = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) =>
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) =>
      error ? reject(error) : resolve(zip),
    ),
  );

async function faultIn(zip: ZipFile, size: number, extension: string, most: number): Promise<ZipFault | undefined> {
  if (zip.entryCount > zipLimits.entries) return 'tooMuch';
  const names = new Set<string>();
  let bytes = 0;
  for (;;) {
    const entry = await next(zip);
    if (!entry) break;
    names.add(entry.fileName);
    if (runs.test(entry.fileName)) return 'runs';
    bytes += entry.uncompressedSize;
    if (bytes > most || (bytes > zipLimits.small && bytes > size * zipLimits.ratio)) return 'tooMuch';
    // Decompressed and discarded, because the declared size has to be verified.
    if (!entry.fileName.endsWith('/')) await pipeline(await contentOf(zip, entry), nowhere());
  }
  const needed = holds[extension];
  return needed && !names.has(needed) ? 'otherKind' : undefined;
}

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });

const next = (zip: ZipFile): Promise<Entry | undefined> =>
  new Promise((resolve, reject) => {
    const settle = (then: () => void) => {
      zip.removeAllListeners('entry').removeAllListeners('end').removeAllListeners('error');
      then();
    };
    zip.on('entry', (entry: Entry) => settle(() => resolve(entry)));
    zip.on('end', () => settle(() => resolve(undefined)));
    zip.on('error', (error: Error) => settle(() => reject(error)));
    zip.readEntry();
  });

const contentOf = (zip: ZipFile, entry: Entry): Promise<Readable> =>
  new Promise((resolve, reject) =>
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream))),
  );
