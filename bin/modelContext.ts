import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { disputeFunctions } from '../domain/feel';
import { jobTypes } from '../domain/jobTypes';
import { roles } from '../domain/roles';
import { bindCalendar, shippedCalendar } from '../domain/limits/calendar';
import { shippedRules } from '../domain/limits/rules';
import type { Known } from '../engine/check';
import { parseDmn, type DecisionModel } from '../engine/dmn';
import { decode } from '../engine/parse/decode';
import { readXml, type XmlElement } from '../engine/parse/xml';

/** What a model can refer to: files in its folder, and what the dispute domain provides. */
export function modelContext(file: string, document: XmlElement): Known {
  const folder = dirname(file);
  const forms = [...listed(folder, '.form'), ...listed(join(folder, 'forms'), '.form')].flatMap((path) =>
    attempt(() => JSON.parse(readFileSync(path, 'utf8')) as Form),
  );
  const read = (path: string) => attempt(() => readXml(decode(readFileSync(path))));
  const decisions = listed(folder, '.dmn').flatMap(read);
  const models = listed(folder, '.bpmn')
    .filter((path) => path !== file)
    .flatMap(read);
  return {
    forms: some(forms.map(({ id }) => id)),
    decisions: some(
      decisions.flatMap((dmn) =>
        all(dmn)
          .filter(({ local }) => local === 'decision')
          .flatMap((decision) => attribute(decision, 'id') ?? []),
      ),
    ),
    processes: some(
      models.flatMap((model) =>
        model.children.filter(({ local }) => local === 'process').flatMap((process) => attribute(process, 'id') ?? []),
      ),
    ),
    files: document.children
      .filter(({ local }) => local === 'import')
      .flatMap((found) => attribute(found, 'location') ?? [])
      .filter((location) => imported(folder, location)),
    limits: shippedRules.limits.map(({ id }) => id),
    jobs: jobTypes.codes,
    roles: roles.codes,
    variables: [
      ...knownNames(),
      'case',
      'matter',
      ...forms.flatMap(keys),
      ...models
        .flatMap(all)
        .flatMap((element) => attribute(element, 'resultVariable') ?? attribute(element, 'target') ?? []),
    ],
  };
}

/** The other decision models of its folder, which it may import. */
export const modelsBeside = (file: string): DecisionModel[] =>
  listed(dirname(file), '.dmn')
    .filter((path) => path !== file)
    .flatMap((path) => attempt(() => parseDmn(readFileSync(path))));

/** An imported file exists and is XML. */
const imported = (folder: string, location: string) =>
  attempt(() => readXml(decode(readFileSync(join(folder, decodeURI(location)))))).length > 0;

interface Form {
  id: string;
  components?: Form[];
  key?: string;
  path?: string;
}

const listed = (folder: string, ending: string) =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
/** There is no file of this kind in the folder: then references to it are not checked. */
const some = (found: string[]) => (found.length > 0 ? found : undefined);

/** A neighbouring file that cannot be read is not this model's fault. */
function attempt<T>(read: () => T): T[] {
  try {
    return [read()];
  } catch {
    return [];
  }
}

const attribute = (element: XmlElement, name: string) => element.attributes.find(({ local }) => local === name)?.value;
const all = (element: XmlElement): XmlElement[] => [element, ...element.children.flatMap(all)];
const keys = ({ key, path, components = [] }: Form): string[] =>
  [key, path, ...components.flatMap(keys)].filter((name) => name !== undefined).map((name) => name.split('.')[0]!);
/** What expressions may read of the dispute domain. */
export const knownNames = () =>
  Object.keys(disputeFunctions({ calendar: bindCalendar(shippedCalendar), rules: shippedRules, parameters: [] }));
