import { checkFormDefinition } from '../../../engine/form';
import { readDmn } from '../../../engine/dmn/read';
import { readBpmn, ReadRefusal } from '../../../engine/parse/read';
import type { Kind, NewDraft } from '../../api/definitions';
import { pick } from '../../texts';

/** A file that cannot be imported: why, and where. */
export class UnreadableFile extends Error {
  constructor(
    message: string,
    readonly line?: number,
    readonly column?: number,
  ) {
    super(message);
  }
}

const kinds: Record<string, Kind> = {
  bpmn: 'process',
  xml: 'process',
  dmn: 'decision',
  form: 'form',
  json: 'form',
  docx: 'template',
};
export const largest = 15_000_000;

/** The kind of a file by its name, or undefined. */
export const kindOf = (fileName: string): Kind | undefined => kinds[fileName.split('.').at(-1)!.toLowerCase()];

/**
 * Reads a chosen file as a draft. Throws UnreadableFile; a model with errors is still a draft, but cannot be published
 * yet.
 */
export async function readFile(file: File, kind: Kind): Promise<NewDraft> {
  if (kind === 'template')
    return { kind, fileName: file.name, encoding: 'base64', source: base64(new Uint8Array(await file.arrayBuffer())) };
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    if (kind === 'process') return { kind, fileName: file.name, source: (await readBpmn(bytes)).xml };
    const source = new TextDecoder().decode(bytes);
    if (kind === 'decision') readDmn(bytes);
    else readForm(source);
    return { kind, fileName: file.name, source };
  } catch (error) {
    if (error instanceof ReadRefusal) throw new UnreadableFile(pick(error), error.line, error.column);
    throw error;
  }
}

/** Throws UnreadableFile if the text is not a form; a JSON error is reported with its line. */
export function readForm(source: string): void {
  let form: unknown;
  try {
    form = JSON.parse(source);
  } catch (error) {
    const place = /position (\d+)/.exec((error as Error).message);
    const before = place ? source.slice(0, Number(place[1])).split('\n') : undefined;
    throw new UnreadableFile(
      `${pick({ zh: '不是有效的 JSON', en: 'This is not valid JSON' })}: ${(error as Error).message}`,
      before?.length,
      before && before.at(-1)!.length + 1,
    );
  }
  const broken = checkFormDefinition(form).find(({ rule }) => rule === 'form-structure');
  if (broken) throw new UnreadableFile(pick(broken));
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += 0x8000)
    text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  return btoa(text);
}
