import { openTemplate } from './template';

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The whole text of a document as it will read, its paragraphs separated by empty lines: shown before anyone signs. */
export function paragraphsOf(document: Uint8Array): string {
  const xml = openTemplate(document).file('word/document.xml')?.asText() ?? '';
  return xml
    .split('</w:p>')
    .map((paragraph) =>
      paragraph
        .replaceAll(/<w:(tab|br)[^>]*>/g, ' ')
        .replaceAll(/<[^>]*>/g, '')
        .replaceAll(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole)
        .trim(),
    )
    .filter(Boolean)
    .join('\n\n');
}
