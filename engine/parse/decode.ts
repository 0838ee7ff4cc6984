import { ReadRefusal } from './ReadRefusal';

/** Maximum source size in bytes (or UTF-16 units of a string). */
export const MAX_SOURCE = 16 * 1024 * 1024;

const DECLARATION = /^(<\?xml\s[^>]*?encoding\s*=\s*)(["'])([A-Za-z][\w.-]*)\2/;

/**
 * The text of an XML source, decoded by its byte order mark, otherwise by its declaration, otherwise as UTF-8 (XML 1.0
 * §4.3.3). The declaration is rewritten to UTF-8, the encoding of the text from now on. Throws ReadRefusal.
 */
export function decode(source: string | Uint8Array): string {
  if (source.length > MAX_SOURCE) throw tooLarge(source.length);
  const text = typeof source === 'string' ? source : bytesToText(source);
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (!body.trim())
    throw new ReadRefusal(
      'EMPTY',
      '文件是空的。请选择一个 BPMN 2.0 文件。',
      'The file is empty. Choose a BPMN 2.0 file.',
    );
  return body.replace(DECLARATION, '$1$2UTF-8$2');
}

function bytesToText(bytes: Uint8Array): string {
  const mark = byteOrderMark(bytes);
  const label = mark ?? declared(bytes) ?? 'utf-8';
  try {
    return (mark ? new TextDecoder(mark, { fatal: true }) : decoderOf(label)).decode(bytes);
  } catch {
    throw new ReadRefusal(
      'BAD_ENCODING',
      `文件内容不是它声明的编码（${label}），或者该编码不受支持。请另存为 UTF-8 后再上传。`,
      `The file is not in the encoding it declares (${label}), or that encoding is unknown. Save it as UTF-8 and try again.`,
    );
  }
}

/**
 * A declaration that can be read byte by byte is not in UTF-16, whatever it says: some tools declare UTF-16 and write
 * UTF-8 (XML 1.0, appendix F).
 */
function decoderOf(label: string): TextDecoder {
  const declared = new TextDecoder(label, { fatal: true });
  return declared.encoding.startsWith('utf-16') ? new TextDecoder('utf-8', { fatal: true }) : declared;
}

function byteOrderMark([a, b, c]: Uint8Array): string | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be';
  return undefined;
}

function declared(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 256));
  return DECLARATION.exec(start)?.[3];
}

const tooLarge = (size: number) =>
  new ReadRefusal(
    'TOO_LARGE',
    `文件过大：${size} 字节，上限 ${MAX_SOURCE} 字节。请把模型拆分为若干被调用的流程。`,
    `The file is too large: ${size} bytes, the limit is ${MAX_SOURCE}. Split the model into called processes.`,
  );
