/** An accepted kind of file, recognised by its first bytes: the name and type given by the sender are not trusted. */
interface Kind {
  type: string;
  extensions: string[];
  inline: boolean;
  begins(bytes: Buffer): boolean;
}

const starts =
  (...hex: string[]) =>
  (bytes: Buffer) =>
    hex.some((each) => bytes.subarray(0, each.length / 2).equals(Buffer.from(each, 'hex')));
const at = (offset: number, text: string) => (bytes: Buffer) =>
  bytes.subarray(offset, offset + text.length).toString('latin1') === text;
/** An ISO base media format (ISO/IEC 14496-12), by its major brand. */
const brand = (brands: RegExp) => (bytes: Buffer) =>
  at(4, 'ftyp')(bytes) && brands.test(bytes.subarray(8, 12).toString('latin1'));
const zip = starts('504b0304', '504b0506');
const ole = starts('d0cf11e0a1b11ae1');
const office = 'application/vnd.openxmlformats-officedocument';

/** Documents, images, audio and video of a case. Nothing that a browser or desktop application would execute. */
const kinds: readonly Kind[] = [
  { type: 'application/pdf', extensions: ['pdf'], inline: true, begins: at(0, '%PDF-') },
  { type: 'image/png', extensions: ['png'], inline: true, begins: starts('89504e470d0a1a0a') },
  { type: 'image/jpeg', extensions: ['jpg', 'jpeg'], inline: true, begins: starts('ffd8ff') },
  { type: 'image/gif', extensions: ['gif'], inline: true, begins: at(0, 'GIF8') },
  {
    type: 'image/webp',
    extensions: ['webp'],
    inline: true,
    begins: (bytes) => at(0, 'RIFF')(bytes) && at(8, 'WEBP')(bytes),
  },
  {
    type: 'image/heic',
    extensions: ['heic', 'heif'],
    inline: false,
    begins: brand(/^(hei|hev|mif|msf)/),
  },
  { type: 'image/bmp', extensions: ['bmp'], inline: false, begins: at(0, 'BM') },
  { type: 'image/tiff', extensions: ['tif', 'tiff'], inline: false, begins: starts('49492a00', '4d4d002a') },
  { type: `${office}.wordprocessingml.document`, extensions: ['docx'], inline: false, begins: zip },
  { type: `${office}.spreadsheetml.sheet`, extensions: ['xlsx'], inline: false, begins: zip },
  { type: `${office}.presentationml.presentation`, extensions: ['pptx'], inline: false, begins: zip },
  { type: 'application/ofd', extensions: ['ofd'], inline: false, begins: zip },
  { type: 'application/zip', extensions: ['zip'], inline: false, begins: zip },
  { type: 'application/msword', extensions: ['doc', 'wps'], inline: false, begins: ole },
  { type: 'application/vnd.ms-excel', extensions: ['xls', 'et'], inline: false, begins: ole },
  {
    type: 'audio/mpeg',
    extensions: ['mp3'],
    inline: true,
    begins: (bytes) => at(0, 'ID3')(bytes) || starts('fffb', 'fff3', 'fff2')(bytes),
  },
  {
    type: 'audio/wav',
    extensions: ['wav'],
    inline: true,
    begins: (bytes) => at(0, 'RIFF')(bytes) && at(8, 'WAVE')(bytes),
  },
  { type: 'audio/amr', extensions: ['amr'], inline: false, begins: at(0, '#!AMR') },
  { type: 'audio/mp4', extensions: ['m4a'], inline: true, begins: brand(/^M4[AB] |^mp4|^iso|^dash/) },
  {
    type: 'video/mp4',
    extensions: ['mp4', 'm4v'],
    inline: true,
    begins: brand(/^(iso|mp4|avc|M4V|dash|3gp|MSNV|f4v)/),
  },
  { type: 'video/quicktime', extensions: ['mov'], inline: false, begins: brand(/^qt/) },
  { type: 'text/plain; charset=utf-8', extensions: ['txt', 'csv', 'md', 'log'], inline: true, begins: isText },
];

/** How many bytes identify the kind of a file. */
export const SIGNATURE_BYTES = 4096;
export const extensions = kinds.flatMap((kind) => kind.extensions);

/** The kind that name and bytes agree on; undefined if they disagree or the kind is not accepted. */
export function kindOf(fileName: string, beginning: Buffer): Kind | undefined {
  const extension = extensionOf(fileName);
  return kinds.find((kind) => kind.extensions.includes(extension) && kind.begins(beginning));
}

export const isInline = (type: string): boolean => kinds.some((kind) => kind.type === type && kind.inline);

/** Whether it is UTF-8 text; the last character may be cut off. */
function isText(bytes: Buffer): boolean {
  if (bytes.includes(0)) return false;
  for (let cut = 0; cut < 4; cut++) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.length - cut));
      return true;
    } catch {
      /* the last character may be cut off */
    }
  }
  return false;
}

/** Whether files with this extension are zip archives. */
export const isZip = (extension: string): boolean =>
  kinds.some((kind) => kind.begins === zip && kind.extensions.includes(extension));

export const extensionOf = (fileName: string): string => /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
