import { matterFaultsAmong } from '../../../../domain/matters';
import { check, type Known } from '../../../../engine/check';
import { readBpmn, ReadRefusal, type ModdleElement } from '../../../../engine/parse/read';
import type { Finding } from '../../../api/definitions';

export interface CheckRequest {
  id: number;
  xml: string;
  known: Known;
}
/** A definition that a model references, and the elements that do. */
export interface Reference {
  kind: 'form' | 'decision' | 'process';
  key: string;
  /** Bound to the version published together. */
  together?: true;
  elements: { id: string; name: string }[];
}
export interface CheckAnswer {
  id: number;
  findings: Finding[];
  references: Reference[];
}

/** Checks models outside the main thread, so that a large one never blocks the page. */
addEventListener(
  'message',
  ({ data }: MessageEvent<CheckRequest>) => void answer(data).then((result) => postMessage(result)),
);

async function answer({ id, xml, known }: CheckRequest): Promise<CheckAnswer> {
  try {
    const bpmn = await readBpmn(xml);
    return {
      id,
      findings: [
        ...check(bpmn, { profile: 'publish', known }),
        ...matterFaultsAmong(bpmn.definitions).map((fault) => ({ ...fault, severity: 'error' as const })),
      ],
      references: referencesOf(bpmn.definitions),
    };
  } catch (error) {
    const { zh, en, line, code } =
      error instanceof ReadRefusal ? error : { zh: String(error), en: String(error), line: undefined, code: 'ERROR' };
    return {
      id,
      findings: [{ rule: code.toLowerCase().replaceAll('_', '-'), severity: 'error', zh, en, ...(line && { line }) }],
      references: [],
    };
  }
}

const attributes: Record<string, [Reference['kind'], string]> = {
  'zeebe:FormDefinition': ['form', 'formId'],
  'zeebe:CalledDecision': ['decision', 'decisionId'],
  'zeebe:CalledElement': ['process', 'processId'],
};

function referencesOf(definitions: ModdleElement): Reference[] {
  const found = new Map<string, Reference>();
  const walk = (element: ModdleElement): void => {
    for (const value of element.extensionElements?.values ?? []) {
      const [kind, attribute] = attributes[value.$type] ?? [];
      const key = attribute && value[attribute];
      if (!kind || !key || key.startsWith('=')) continue;
      const reference: Reference = found.get(`${kind}:${key}`) ?? { kind, key, elements: [] };
      if (value.bindingType === 'deployment') reference.together = true;
      reference.elements.push({ id: element.id, name: element.name || element.id });
      found.set(`${kind}:${key}`, reference);
    }
    for (const inner of [...(element.rootElements ?? []), ...(element.flowElements ?? [])]) walk(inner);
  };
  walk(definitions);
  return [...found.values()];
}
