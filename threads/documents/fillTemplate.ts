import Docxtemplater from 'docxtemplater';
import { disputeFunctions } from '../../domain/feel';
import { bindCalendar } from '../../domain/limits/calendar';
import type { Variables } from '../../engine';
import type { Text } from '../../domain/text';
import type { Bundle } from '../../workflows/hostContract';
import { paragraphsOf } from './paragraphs';
import { readParts, writeParts } from './parts';
import { documentFunctions } from './documentFunctions';
import { TagFault, valueOf, type Context } from './tags';
import { errorsIn, openTemplate } from './template';

/**
 * Fills a .docx template: `{…}` contains a FEEL expression over the case's data, `{#…}{/}` repeats or shows its part.
 * FEEL has the functions of the legal calendar and of documents (dates and sums in words). Throws TagFault for a tag
 * that cannot be filled.
 */
export function fillTemplate(
  template: Uint8Array,
  variables: Variables,
  at: Date,
  { calendar, rules, parameters }: References,
): Buffer {
  const functions = {
    ...disputeFunctions({
      calendar: bindCalendar(calendar.data, calendar.version),
      rules: rules.data,
      rulesVersion: rules.version,
      parameters,
    }),
    ...documentFunctions,
  };
  const document = new Docxtemplater(openTemplate(template), {
    paragraphLoop: true,
    linebreaks: true,
    errorLogging: false,
    nullGetter: () => '',
    parser: (tag) => ({
      get: (_scope: unknown, context: Context) => valueOf(tag, context, functions, at.toISOString()),
    }),
  });
  try {
    document.render(variables);
  } catch (fault) {
    throw (
      errorsIn(fault).find(({ properties }) => properties?.rootError instanceof TagFault)?.properties?.rootError ??
      fault
    );
  }
  return document.getZip().generate({ type: 'nodebuffer', compression: 'DEFLATE' });
}

type References = Pick<Bundle, 'calendar' | 'rules' | 'parameters'>;
/** The data that fills a template. */
interface Filling {
  template: Uint8Array;
  variables: Variables;
  at: Date;
  references: References;
  /** Its text is wanted too. */
  reading?: boolean;
}

/** A document with texts in its bookmarked parts (parts.ts), and how it then reads. */
export interface Written {
  document: Uint8Array;
  texts: Record<string, string>;
}
export function write({ document, texts }: Written): {
  bytes: Uint8Array;
  text: string;
  parts: Record<string, string>;
} {
  const bytes = writeParts(document, texts);
  return { bytes, text: paragraphsOf(bytes), parts: readParts(bytes) };
}

/**
 * Fills a template; a tag that cannot be filled is returned as a result, because the error would not leave a thread
 * intact.
 */
export function fill({
  template,
  variables,
  at,
  references,
  reading,
}: Filling): { bytes: Uint8Array; text?: string } | { fault: Text } {
  try {
    const bytes = new Uint8Array(fillTemplate(template, variables, at, references));
    return { bytes, ...(reading && { text: paragraphsOf(bytes) }) };
  } catch (error) {
    if (!(error instanceof TagFault)) throw error;
    const { tag, zh, en } = error;
    return { fault: { zh: `标签 {${tag}}：${zh}`, en: `the tag {${tag}}: ${en}` } };
  }
}
