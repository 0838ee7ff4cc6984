import PizZip from 'pizzip';
import { zipLimits } from '../domain/uploads';
import { zipFault, type ZipFault } from './zip';

jest.setTimeout(60_000);

type Parts = Record<string, string | Uint8Array>;
const docx = { '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w:document/>' };

function zipOf(parts: Parts): Buffer {
  const zip = new PizZip();
  for (const [name, content] of Object.entries(parts)) zip.file(name, content as string);
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
}

const fault = (bytes: Buffer, extension = 'docx'): Promise<ZipFault | undefined> => zipFault({ bytes, extension });

/** The archive with a false size of the last entry in its directory. */
function forged(bytes: Buffer, size: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt32LE(size, copy.lastIndexOf(Buffer.from('504b0102', 'hex')) + 24);
  return copy;
}

describe('a zip archive', () => {
  it('is accepted if its content matches its name', async () => {
    expect(await fault(zipOf(docx))).toBeUndefined();
    expect(await fault(zipOf({ 'xl/workbook.xml': 'x' }), 'xlsx')).toBeUndefined();
    expect(await fault(zipOf({ 'OFD.xml': 'x' }), 'ofd')).toBeUndefined();
    expect(await fault(zipOf({ '照片/一.jpg': 'x' }), 'zip')).toBeUndefined();
  });

  it('is refused if it is of another kind, damaged or executable', async () => {
    expect(await fault(zipOf({ 'xl/workbook.xml': 'x' }))).toBe('otherKind');
    expect(await fault(zipOf({ ...docx, 'word/vbaProject.bin': 'x' }))).toBe('runs');
    expect(await fault(Buffer.from('PK\u0003\u0004 and nothing that follows'))).toBe('broken');
    expect(await fault(zipOf(docx).subarray(0, -30))).toBe('broken');
    expect(await fault(zipOf({ '../../etc/passwd': 'x' }), 'zip')).toBe('broken');
  });

  it('is refused if it unpacks to more than is read, whatever size it declares', async () => {
    const bomb = zipOf({ ...docx, 'word/media/a.bin': Buffer.alloc(zipLimits.small + 1) });
    expect(await fault(bomb)).toBe('tooMuch');
    expect(await fault(forged(bomb, 10))).toBe('broken');
    const many = Object.fromEntries(Array.from({ length: zipLimits.entries + 1 }, (_, n) => [`${n}.txt`, '']));
    expect(await fault(zipOf(many), 'zip')).toBe('tooMuch');
  });
});
