import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import { disputeFunctions } from '../../domain/feel';
import { bindCalendar } from '../../domain/limits/calendar';
import { compileFeel, toJson, type Variables } from '../../engine';
import type { Bundle } from '../../workflows/hostContract';
import { documentFunctions } from './documentFunctions';

/** Whose values a tag may read, innermost last: of a loop the element, at last the job's variables. */
interface Context {
  scopeList: unknown[];
}

/**
 * Fills a .docx template: `{…}` holds a FEEL expression over the case's data, `{#…}{/}` repeats or shows its part.
 * FEEL has the functions of the law's calendar and those of documents (dates and sums in words).
 */
export function fillTemplate(
  template: Uint8Array,
  variables: Variables,
  at: Date,
  { calendar, rules, parameters }: Pick<Bundle, 'calendar' | 'rules' | 'parameters'>,
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
  const document = new Docxtemplater(new PizZip(template), {
    paragraphLoop: true,
    linebreaks: true,
    nullGetter: () => '',
    parser: (tag) => ({
      get: (_scope: unknown, context: Context) => valueOf(tag, context, functions, at.toISOString()),
    }),
  });
  document.render(variables);
  return document.getZip().generate({ type: 'nodebuffer', compression: 'DEFLATE' });
}

function valueOf(tag: string, { scopeList }: Context, functions: Record<string, unknown>, now: string): unknown {
  const innermost = scopeList.at(-1);
  if (tag === '.' || tag === 'item') return innermost;
  const found = (name: string): object | undefined =>
    scopeList.findLast((scope): scope is object => typeof scope === 'object' && scope !== null && name in scope);
  const scope = {
    now,
    has: (name: string) => name in functions || found(name) !== undefined,
    get: (name: string) => (found(name) as Variables | undefined)?.[name] ?? functions[name],
  };
  return shown(toJson(compileFeel(tag).evaluate(scope)));
}

/** A date is written as people write it. */
const shown = (value: unknown): unknown => {
  const date = typeof value === 'string' ? /^(\d{4})-(\d{2})-(\d{2})(?:T|$)/.exec(value) : null;
  return date ? `${Number(date[1])}年${Number(date[2])}月${Number(date[3])}日` : value;
};
