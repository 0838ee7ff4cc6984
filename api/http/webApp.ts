import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request, RequestHandler, Response } from 'express';
import express from 'express';

const YEAR = 31_536_000;
const text = /\.(html|js|mjs|css|svg|json|map|txt|wasm|ttf)$/;
const compressors = {
  br: (bytes: Buffer) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes),
};

/**
 * Serves the built web app once it exists, since a first start builds it in the background: its files, compressed once,
 * and its start page at every other address.
 */
export function webApp(folder: string): RequestHandler[] {
  const files = express.static(folder, { index: false, redirect: false, setHeaders: cache });
  return [
    squeezed(folder),
    files,
    (req, res, next) =>
      isPage(req)
        ? page(folder, res).catch((error: NodeJS.ErrnoException) => next(error.code === 'ENOENT' ? undefined : error))
        : next(),
  ];
}

const cache = (res: Response, path: string): void => {
  // The build puts a hash into the names of files in assets/.
  res.setHeader('Cache-Control', /[\\/]assets[\\/]/.test(path) ? `public, max-age=${YEAR}, immutable` : 'no-cache');
};

const isPage = (req: Request): boolean =>
  (req.method === 'GET' || req.method === 'HEAD') && !/\.\w{1,5}$/.test(req.path) && req.accepts('html') === 'html';

async function page(folder: string, res: Response): Promise<void> {
  const html = await readFile(join(folder, 'index.html'), 'utf8');
  res.setHeader('Cache-Control', 'no-cache');
  res.type('html').send(html);
}

/**
 * Text files in the best encoding that the browser accepts: the one written by the build beside them, or one made now
 * and cached.
 */
function squeezed(folder: string): RequestHandler {
  const made = new Map<string, { mtime: number; bytes: Promise<Buffer> }>();
  return async (req, res, next) => {
    const encoding = req.acceptsEncodings('br', 'gzip');
    const path = wanted(folder, req);
    if (!path || (encoding !== 'br' && encoding !== 'gzip')) return next();
    const info = await stat(path).catch(() => undefined);
    if (!info?.isFile() || info.size < 1024) return next();
    const key = `${encoding}${path}`;
    let kept = made.get(key);
    if (kept?.mtime !== info.mtimeMs)
      made.set(key, (kept = { mtime: info.mtimeMs, bytes: compressed(path, encoding) }));
    cache(res, path);
    res.setHeader('Vary', 'Accept-Encoding');
    res.setHeader('Content-Encoding', encoding);
    res.type(/\.(\w+)$/.exec(path)![1]!);
    res.send(await kept.bytes);
  };
}

async function compressed(path: string, encoding: 'br' | 'gzip'): Promise<Buffer> {
  const beside = await readFile(`${path}.${encoding === 'br' ? 'br' : 'gz'}`).catch(() => undefined);
  return beside ?? compressors[encoding](await readFile(path));
}

function wanted(folder: string, req: Request): string | undefined {
  if (req.method !== 'GET' && req.method !== 'HEAD') return undefined;
  const path = req.path === '/' || isPage(req) ? '/index.html' : safe(req.path);
  return path && text.test(path) ? join(folder, path) : undefined;
}

function safe(path: string): string | undefined {
  try {
    const plain = decodeURIComponent(path);
    return plain.includes('..') || plain.includes('\0') ? undefined : plain;
  } catch {
    return undefined;
  }
}
