import { decode } from '../../parse/decode';
import { ReadRefusal } from '../../parse/ReadRefusal';
import { readXml, type XmlElement } from '../../parse/xml';
import type {
  BusinessKnowledge,
  Decision,
  DecisionModel,
  DecisionService,
  InputData,
  ItemDefinition,
  Requirements,
  Variable,
} from '../DecisionModel';
import { readBoxed, readFunction, readVariable, typeRefOf } from './boxed';
import { attribute, Reader } from './Reader';

/** The namespaces of DMN 1.1 to 1.6. */
const NAMESPACES = [
  'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
  'http://www.omg.org/spec/DMN/20180521/MODEL/',
  'https://www.omg.org/spec/DMN/20191111/MODEL/',
  'https://www.omg.org/spec/DMN/20211108/MODEL/',
  'https://www.omg.org/spec/DMN/20230324/MODEL/',
  'https://www.omg.org/spec/DMN/20240513/MODEL/',
];

/**
 * Reads a DMN file (1.1 to 1.6) into plain JSON; `hash` is the SHA-256 of the source. Throws ReadRefusal if it is not a
 * well-formed, harmless DMN document; `checkDmn` reports what is wrong with the decisions in it.
 */
export function parseDmn(source: string | Uint8Array, hash = ''): DecisionModel {
  return readDefinitions(readDmn(source), hash);
}

/** The document as written. Throws ReadRefusal. */
export function readDmn(source: string | Uint8Array): XmlElement {
  const root = readXml(decode(source));
  if (root.local !== 'definitions' || !NAMESPACES.includes(root.uri)) throw notDmn(root);
  return root;
}

const notDmn = (root: XmlElement): ReadRefusal =>
  new ReadRefusal(
    'NOT_DMN',
    `不是 DMN 文件：根元素是 <${root.local}>（命名空间 ${root.uri || '无'}），应为 DMN 1.1 至 1.6 的 <definitions>。`,
    `Not a DMN file: its root is <${root.local}> of the namespace ${root.uri || '(none)'}, where <definitions> of DMN 1.1 to 1.6 is expected.`,
    root.line,
    root.column,
  );

/** The model that a document describes. */
export function readDefinitions(root: XmlElement, hash: string): DecisionModel {
  const reader = new Reader(root.uri);
  const namespace = attribute(root, 'namespace') ?? '';
  const elements = <T>(
    name: string,
    read: (
      reader: Reader,
      element: XmlElement,
      common: { id: string; name: string; line: number; variable: Variable },
    ) => T,
  ): T[] => reader.all(root, name).map((element) => read(reader, element, common(reader, element)));
  const model: DecisionModel = {
    format: 1,
    hash,
    namespace,
    name: attribute(root, 'name') ?? '',
    description: reader.one(root, 'description')?.text.trim() || undefined,
    imports: reader
      .all(root, 'import')
      .map((element) => ({ name: attribute(element, 'name') ?? '', namespace: attribute(element, 'namespace') ?? '' })),
    types: reader.all(root, 'itemDefinition').map((element) => readType(reader, element)),
    decisions: elements('decision', (_, element, common): Decision => ({
      ...common,
      requires: readRequirements(reader, element),
      logic: readBoxed(reader, element, common.id),
    })),
    inputs: elements('inputData', (_, __, common): InputData => common),
    knowledge: elements('businessKnowledgeModel', readKnowledge),
    services: elements('decisionService', readService),
  };
  return withoutOwnNamespace(JSON.parse(JSON.stringify(model)) as DecisionModel);
}

function common(reader: Reader, element: XmlElement): { id: string; name: string; line: number; variable: Variable } {
  const name = (attribute(element, 'name') ?? '').trim().replace(/\s+/g, ' ');
  const variable = readVariable(reader.one(element, 'variable'));
  return {
    id: attribute(element, 'id') ?? name,
    name,
    line: element.line,
    variable: { name: variable?.name || name, typeRef: variable?.typeRef },
  };
}

function readRequirements(reader: Reader, element: XmlElement): Requirements {
  const required = (requirement: string, reference: string): string[] =>
    reader.all(element, requirement).flatMap((each) => reader.hrefs(each, reference));
  return {
    inputs: required('informationRequirement', 'requiredInput'),
    decisions: required('informationRequirement', 'requiredDecision'),
    knowledge: required('knowledgeRequirement', 'requiredKnowledge'),
  };
}

function readKnowledge(
  reader: Reader,
  element: XmlElement,
  common: Omit<BusinessKnowledge, 'requires' | 'logic'>,
): BusinessKnowledge {
  const logic = reader.one(element, 'encapsulatedLogic');
  return {
    ...common,
    requires: readRequirements(reader, element),
    logic: logic && readFunction(reader, logic, common.id),
  };
}

function readService(
  reader: Reader,
  element: XmlElement,
  common: Omit<DecisionService, 'inputData' | 'inputDecisions' | 'encapsulated' | 'outputs'>,
): DecisionService {
  return {
    ...common,
    inputData: reader.hrefs(element, 'inputData'),
    inputDecisions: reader.hrefs(element, 'inputDecision'),
    encapsulated: reader.hrefs(element, 'encapsulatedDecision'),
    outputs: reader.hrefs(element, 'outputDecision'),
  };
}

function readType(reader: Reader, element: XmlElement): ItemDefinition {
  const components = reader.all(element, 'itemComponent').map((component) => readType(reader, component));
  const item = reader.one(element, 'functionItem');
  return {
    name: (attribute(element, 'name') ?? '').trim(),
    typeRef: typeRefOf(reader, element),
    line: element.line,
    isCollection: attribute(element, 'isCollection') === 'true' || undefined,
    allowedValues: reader.textOf(element, 'allowedValues'),
    constraint: reader.textOf(element, 'typeConstraint'),
    components: components.length ? components : undefined,
    function: item && {
      parameters: reader.all(item, 'parameters').flatMap((parameter) => readVariable(parameter) ?? []),
      result: attribute(item, 'outputTypeRef'),
    },
  };
}

/** A reference may name the model's own namespace. */
function withoutOwnNamespace(model: DecisionModel): DecisionModel {
  const own = `${model.namespace}#`;
  const local = (ids: string[]): string[] =>
    ids.map((id) => (model.namespace && id.startsWith(own) ? id.slice(own.length) : id));
  for (const { requires } of [...model.decisions, ...model.knowledge])
    Object.assign(requires, {
      inputs: local(requires.inputs),
      decisions: local(requires.decisions),
      knowledge: local(requires.knowledge),
    });
  for (const service of model.services)
    Object.assign(service, {
      inputData: local(service.inputData),
      inputDecisions: local(service.inputDecisions),
      encapsulated: local(service.encapsulated),
      outputs: local(service.outputs),
    });
  return model;
}
