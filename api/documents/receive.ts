import { createHash } from 'node:crypto';
import { Transform, type Readable, type TransformCallback } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import type { Request } from 'express';
import { deleteFile, openFile, openUpload } from '../../models';
import { inThread, TooHeavy } from '../../threads/pool';
import type { ZipFault } from '../../threads/zip';
import { Problem } from '../errors';
import { extensionOf, extensions, isZip, kindOf, SIGNATURE_BYTES } from './kinds';

export interface Received {
  fields: Record<string, string>;
  file: string;
  fileName: string;
  contentType: string;
  size: number;
  sha256: string;
}

const tooLarge = (limit: number) =>
  new Problem('TOO_LARGE', {
    detail: {
      zh: `文件不能超过 ${Math.floor(limit / 1_048_576)} MB。`,
      en: `A file may have at most ${Math.floor(limit / 1_048_576)} MB.`,
    },
    more: { limit },
  });

/** Streams the one file of a multipart request into GridFS in chunks; a file that is refused leaves nothing behind. */
export async function receive(req: Request, limit: number): Promise<Received> {
  const { fields, kept } = await fileOf(req, limit, (stream, fileName) => store(stream, fileName, limit));
  return { fields, ...kept };
}

/** The one file of a multipart request in memory, for what is read at once and not kept. */
export async function receiveBytes(req: Request, limit: number): Promise<{ fileName: string; bytes: Uint8Array }> {
  const { kept } = await fileOf(req, limit, async (stream, fileName) => {
    stream.on('limit', () => stream.destroy(tooLarge(limit)));
    return { fileName, bytes: new Uint8Array(await buffer(stream)) };
  });
  return kept;
}

type Keep<Kept> = (stream: Readable, fileName: string) => Promise<Kept>;

async function fileOf<Kept>(
  req: Request,
  limit: number,
  keep: Keep<Kept>,
): Promise<{ fields: Record<string, string>; kept: Kept }> {
  if (!req.is('multipart/form-data'))
    throw new Problem('UNSUPPORTED_TYPE', {
      detail: { zh: '请以 multipart/form-data 上传。', en: 'Upload as multipart/form-data.' },
    });
  if (Number(req.get('content-length') ?? 0) > limit + 100_000) throw tooLarge(limit);
  const parser = parserOf(req, limit);
  const fields: Record<string, string> = {};
  let keeping: Promise<Kept> | undefined;
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      req.unpipe(parser);
      req.resume();
      reject(
        error instanceof Problem
          ? error
          : (error as Error)?.message?.match(/Malformed|Unexpected end|boundary/i)
            ? new Problem('BAD_UPLOAD')
            : error,
      );
    };
    parser.on('field', (name, value) => (fields[name] = value));
    parser.on('file', (name, stream, { filename }) => {
      if (name !== 'file' || keeping) return void stream.resume();
      keeping = keep(stream, baseName(filename ?? ''));
      keeping.catch(fail);
    });
    parser.on('error', fail);
    parser.on('close', () => {
      if (!keeping) return fail(new Problem('BAD_UPLOAD'));
      keeping.then((kept) => resolve({ fields, kept }), fail);
    });
    req.on('aborted', () => parser.destroy(new Problem('BAD_UPLOAD')));
    req.pipe(parser);
  });
}

function parserOf(req: Request, limit: number): busboy.Busboy {
  try {
    return busboy({
      headers: req.headers,
      defParamCharset: 'utf8',
      limits: { files: 2, fields: 10, fieldSize: 2000, fileSize: limit, parts: 12 },
    });
  } catch {
    throw new Problem('BAD_UPLOAD');
  }
}

/**
 * The name without folders, and without what is not seen: control characters, and those that turn the direction of text
 * (U+202E shows `exe.pdf` for `fdp.exe`), join or separate letters, or are half of a letter.
 */
export const baseName = (name: string): string =>
  [...(name.split(/[\\/]/).at(-1) ?? '').replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '').trim()]
    .slice(-150)
    .join('') || 'file';

async function store(stream: Readable, fileName: string, limit: number): Promise<Omit<Received, 'fields'>> {
  const upload = openUpload(fileName);
  const gauge = new Gauge(fileName);
  stream.on('limit', () => stream.destroy(tooLarge(limit)));
  try {
    await pipeline(stream, gauge, upload);
  } catch (error) {
    await upload.abort().catch(() => undefined);
    throw error;
  }
  const file = upload.id.toHexString();
  await demandSoundZip(file, fileName, gauge.size);
  return {
    file,
    fileName,
    contentType: gauge.contentType,
    size: gauge.size,
    sha256: gauge.digest(),
  };
}

/**
 * Archives are inspected before they are kept: the content must match the name, and must not exceed what can be opened.
 */
async function demandSoundZip(file: string, fileName: string, size: number): Promise<void> {
  const extension = extensionOf(fileName);
  if (!isZip(extension)) return;
  const fault = await inThread(
    'archive',
    'zipFault',
    async () => ({ bytes: await contentOf(file, size), extension }),
    ({ bytes }) => [bytes.buffer as ArrayBuffer],
  ).catch((error: unknown) => (error instanceof TooHeavy ? ('tooMuch' as const) : Promise.reject(error)));
  if (!fault) return;
  await deleteFile(file).catch(() => undefined);
  throw zipProblem(fault);
}

/** Why an archive or office document is refused. */
export const zipProblem = (fault: ZipFault): Problem =>
  fault === 'otherKind'
    ? refusal(false)
    : new Problem(fault === 'tooMuch' ? 'TOO_LARGE' : 'BAD_UPLOAD', { detail: zipWords[fault] });

/** A stored file in memory of its own. */
async function contentOf(file: string, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  let at = 0;
  for await (const chunk of openFile(file) as AsyncIterable<Buffer>) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

const zipWords = {
  broken: {
    zh: '压缩包或文档已损坏，打不开，请重新保存后上传。',
    en: 'The archive or document is damaged and cannot be opened: save it again and upload that.',
  },
  tooMuch: {
    zh: '压缩包或文档展开后内容过多，请拆分后上传。',
    en: 'The unpacked archive or document is too large: split it and upload the parts.',
  },
  runs: {
    zh: '文档中含有宏，不能上传；请另存为不含宏的文档或 PDF。',
    en: 'The document contains macros and cannot be accepted: save it without them, or as PDF.',
  },
};

/**
 * Measures a stream: its size, its hash, and, before the first byte is passed on, whether the content matches the name.
 */
class Gauge extends Transform {
  size = 0;
  contentType = '';
  readonly #hash = createHash('sha256');
  #beginning: Buffer[] = [];

  constructor(private readonly fileName: string) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.size += chunk.length;
    this.#hash.update(chunk);
    if (this.contentType) return done(null, chunk);
    this.#beginning.push(chunk);
    if (this.size < SIGNATURE_BYTES) return done();
    this.#tell(done);
  }

  override _flush(done: TransformCallback): void {
    if (this.contentType) return done();
    this.#tell(done);
  }

  #tell(done: TransformCallback): void {
    const beginning = Buffer.concat(this.#beginning);
    const kind = beginning.length ? kindOf(this.fileName, beginning.subarray(0, SIGNATURE_BYTES)) : undefined;
    if (!kind) return done(refusal(beginning.length === 0));
    this.contentType = kind.type;
    done(null, beginning);
  }

  digest(): string {
    return this.#hash.digest('hex');
  }
}

const refusal = (empty: boolean): Problem =>
  empty
    ? new Problem('BAD_UPLOAD', { detail: { zh: '文件是空的。', en: 'The file is empty.' } })
    : new Problem('UNSUPPORTED_TYPE', {
        detail: {
          zh: `文件的内容与扩展名不符，或不接受这种文件。可上传：${extensions.join('、')}。`,
          en: `The content of the file does not match its name, or files of this kind are not accepted. Possible: ${extensions.join(', ')}.`,
        },
      });
