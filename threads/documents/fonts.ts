import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';

/**
 * 霞鹜文楷 (OFL): one font with the rare characters of names (𠮷㐂禤䶮𬱖𰻝), installed with the project, so that a PDF
 * looks the same on every machine.
 */
const files = {
  regular: '@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff',
  bold: '@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-700-normal.woff',
};
export type Weight = keyof typeof files;

const kept = new Map<Weight, Buffer>();

/** The font as TrueType, unpacked once a thread: read from WOFF, each glyph would cost a decompression. */
export function fontOf(weight: Weight): Buffer {
  let font = kept.get(weight);
  if (!font) {
    font = trueType(readFileSync(createRequire(import.meta.filename).resolve(files[weight])));
    kept.set(weight, font);
  }
  return font;
}

/** WOFF 1.0 (W3C) to the font file that it wraps: a header, a directory and tables compressed one by one. */
function trueType(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, index) => {
    const at = 44 + 20 * index;
    const [offset, packed, size, checksum] = [4, 8, 12, 16].map((each) => woff.readUInt32BE(at + each)) as [
      number,
      number,
      number,
      number,
    ];
    const data = woff.subarray(offset, offset + packed);
    return { tag: woff.subarray(at, at + 4), checksum, data: packed < size ? inflateSync(data) : data };
  });
  const power = Math.floor(Math.log2(count));
  const head = Buffer.alloc(12 + 16 * count);
  head.writeUInt32BE(woff.readUInt32BE(4), 0);
  [count, 2 ** power * 16, power, count * 16 - 2 ** power * 16].forEach((value, n) =>
    head.writeUInt16BE(value, 4 + 2 * n),
  );
  const parts: Uint8Array[] = [head];
  let at = head.length;
  tables.forEach(({ tag, checksum, data }, index) => {
    const row = 12 + 16 * index;
    tag.copy(head, row);
    [checksum, at, data.length].forEach((value, n) => head.writeUInt32BE(value, row + 4 + 4 * n));
    const padding = Buffer.alloc((4 - (data.length % 4)) % 4);
    parts.push(data, padding);
    at += data.length + padding.length;
  });
  return Buffer.concat(parts);
}
