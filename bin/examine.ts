import { readFileSync } from 'node:fs';
import { check, type CheckOptions, type Finding } from '../engine/check';
import { checkDmn } from '../engine/dmn';
import { BPMN, readBpmn, ReadRefusal, type XmlElement } from '../engine/parse/read';
import { serve } from './isolated';
import { modelContext, knownNames, modelsBeside } from './modelContext';

/** What is wrong with a file, or why it could not be read at all. */
export interface Examined {
  findings: Finding[];
  refusal?: Pick<ReadRefusal, 'code' | 'zh' | 'en' | 'line' | 'column'>;
}
export interface Examine {
  file: string;
  profile?: CheckOptions['profile'];
}

const ZEEBE = 'http://camunda.org/schema/zeebe/1.0';

async function examine({ file, profile }: Examine): Promise<Examined> {
  if (file.endsWith('.dmn'))
    return { findings: checkDmn(readFileSync(file), { variables: knownNames(), imported: modelsBeside(file) }) };
  try {
    const bpmn = await readBpmn(readFileSync(file));
    const options = {
      profile: profile ?? (isOurs(bpmn.document) ? 'publish' : 'interchange'),
      known: modelContext(file, bpmn.document),
    };
    return { findings: check(bpmn, options) };
  } catch (error) {
    if (!(error instanceof ReadRefusal)) throw error;
    const { code, zh, en, line, column } = error;
    return { findings: [], refusal: { code, zh, en, line, column } };
  }
}

/** Whether it is written for this engine: it has zeebe: extensions or FEEL after =, and nothing of another tool. */
function isOurs(document: XmlElement): boolean {
  const found = new Set(extensions(document));
  return (found.has(ZEEBE) || hasFeel(document)) && [...found].every((uri) => uri === ZEEBE || uri === BPMN);
}

const hasFeel = (element: XmlElement): boolean => /^\s*=/.test(element.text) || element.children.some(hasFeel);

const extensions = (element: XmlElement): string[] =>
  element.children.flatMap((child) => [
    ...(element.local === 'extensionElements' && element.uri === BPMN ? [child.uri] : []),
    ...extensions(child),
  ]);

serve(examine);
