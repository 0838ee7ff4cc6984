import { inflateRawSync } from 'node:zlib';
import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';

/** Maximum unpacked size of a template: a hundred times what a long agreement needs. */
const MOST_BYTES = 50 * 1024 * 1024;
const MOST_PARTS = 1_000;

interface Packed {
  getCompressedContent(): Uint8Array;
  compressionMethod: string;
  uncompressedSize: number;
}
const DEFLATED = '\x08\x00';

/** A template that is not valid. */
export class TemplateRefusal extends Error {}

/**
 * Opens a .docx that unpacks to no more than a template may; its declared size is not trusted. Throws TemplateRefusal.
 */
export function openTemplate(source: Uint8Array): PizZip {
  const zip = new PizZip(source);
  const parts = Object.values(zip.files);
  if (parts.length > MOST_PARTS) throw new TemplateRefusal(`more than ${MOST_PARTS} parts / 超过 ${MOST_PARTS} 个部分`);
  let left = MOST_BYTES;
  for (const part of parts) {
    const packed = (part as unknown as { _data?: Packed | null })._data;
    if (!packed?.getCompressedContent) continue;
    const content = packed.getCompressedContent();
    left -= Math.max(packed.uncompressedSize, content.length);
    if (left < 0 || (packed.compressionMethod === DEFLATED && unpacked(content) > packed.uncompressedSize))
      throw new TemplateRefusal(
        `unpacked it is larger than ${MOST_BYTES / 1024 / 1024} MB or than it declares / 解压后超过 ${MOST_BYTES / 1024 / 1024} MB 或与所标大小不符`,
      );
  }
  return zip;
}

function unpacked(bytes: Uint8Array): number {
  try {
    return inflateRawSync(bytes, { maxOutputLength: MOST_BYTES }).length;
  } catch {
    return Infinity;
  }
}

/** What is wrong with a template, in docxtemplater's words; undefined if it can be filled. */
export function templateFault(source: Uint8Array): string | undefined {
  try {
    new Docxtemplater(openTemplate(source), { paragraphLoop: true, linebreaks: true, errorLogging: false });
    return undefined;
  } catch (fault) {
    return explanationOf(fault);
  }
}

/** The nested errors of docxtemplater, in its words. */
export const errorsIn = (
  fault: unknown,
): { message: string; properties?: { explanation?: string; rootError?: unknown } }[] =>
  (fault as { properties?: { errors?: [] } }).properties?.errors ?? [fault as Error];

const explanationOf = (fault: unknown): string =>
  errorsIn(fault)
    .map(({ message, properties }) => properties?.explanation ?? message)
    .join(' ');
