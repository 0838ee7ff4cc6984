import type { XmlElement } from '../parse/xml';
import type { Element, Reference } from './Element';
import type { CheckOptions } from './Finding';
import type { Model } from './Model';

/** Zeebe's extension namespace: the dialect in which models define how they run here. */
export const ZEEBE = 'http://camunda.org/schema/zeebe/1.0';

/**
 * Namespaces of engines whose executable models follow the specification less strictly: in expressions, in what is
 * called and in the kind of a process.
 */
const DIALECTS = [
  ZEEBE,
  'http://camunda.org/schema/1.0/bpmn',
  'http://activiti.org/bpmn',
  'http://flowable.org/bpmn',
  'http://www.jboss.org/drools',
];

/** Whether the model declares such a namespace. */
export const inDialect = (model: Model): boolean =>
  Object.values(model.document.declares ?? {}).some((uri) => DIALECTS.includes(uri));

/**
 * Whether the model is written for an engine, this one or one with a dialect: engines ignore some elements, so a
 * warning is enough.
 */
export const engineWritten = (model: Model, { profile }: CheckOptions): boolean =>
  profile === 'publish' || inDialect(model);

const MIME = /^[\w.+-]+\/[\w.+-]+(\s*;.*)?$/;
/** RFC 3986 allows these characters in a URI; an absolute one starts with a scheme. */
const URI = /^[A-Za-z][A-Za-z0-9+.-]*:([A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+$/;
export const isMime = (text: string): boolean => MIME.test(text);
export const isUri = (text: string): boolean => URI.test(text);

/** The first zeebe: extension element with that name, and an attribute of it; undefined if it is empty. */
export const extension = (element: Element, name: string): XmlElement | undefined => element.extensions(ZEEBE, name)[0];
export const attribute = (element: XmlElement | undefined, name: string): string | undefined =>
  element?.attributes.find((a) => a.local === name)?.value.trim() || undefined;

/** The event definitions of an event: its own and the referenced ones (8.4.5). */
export const triggers = (event: Element): Element[] => [
  ...event.all('EventDefinition'),
  ...event.refs('eventDefinitionRef'),
];

/** Their kinds: message, timer, signal, error, escalation, conditional, compensate, link, cancel, terminate. */
export const kinds = (event: Element): string[] => triggers(event).map(kindOf);
export const kindOf = (definition: Element): string => {
  const kind = definition.type.name.replace('EventDefinition', '');
  return kind.charAt(0).toLowerCase() + kind.slice(1);
};

/** The event that contains an event definition, and whether it throws. */
export const eventOf = (definition: Element): Element | undefined => definition.within('Event');
export const throws = (definition: Element): boolean => eventOf(definition)?.is('ThrowEvent') === true;

/** The events of an event definition: the one that contains it, or those that refer to it (8.4.5). */
export const eventsOf = (definition: Element, model: Model): Element[] => {
  const own = eventOf(definition);
  return own ? [own] : model.usersOf(definition);
};

/** The kinds of an event that are not allowed at its position, as text; `none` if it needs a trigger and has none. */
export function disallowed(event: Element, allowed: readonly string[], none: boolean): string {
  const has = kinds(event);
  if (has.length === 0) return none || event.written('eventDefinitionRef') ? '' : 'none';
  return has.filter((kind) => !allowed.includes(kind)).join(', ');
}

export const isEventSubProcess = (element: Element | undefined): boolean =>
  element?.is('SubProcess') === true && element.flag('triggeredByEvent');

/** The process an element belongs to; itself, if it is one. */
export const processOf = (element: Element): Element | undefined =>
  element.is('Process') ? element : element.within('Process');

/** Whether the element is part of a process that is meant to be executed. */
export const executable = (element: Element): boolean => processOf(element)?.flag('isExecutable') === true;

/** The same, or part of a reusable event definition that an event of such a process refers to. */
export const executed = (element: Element, model: Model): boolean => {
  const definition = element.is('EventDefinition') ? element : element.within('EventDefinition');
  return executable(element) || (definition !== undefined && model.usersOf(definition).some(executable));
};

/** Whether it defines in the zeebe: dialect how it runs, which replaces what the specification requires. */
export const bound = (element: Element): boolean =>
  [
    'taskDefinition',
    'subscription',
    'calledDecision',
    'script',
    'publishMessage',
    'userTask',
    'formDefinition',
    'loopCharacteristics',
  ].some((name) => element.extensions(ZEEBE, name).length > 0);

/** Whether a tool adds extensions to it, which may define how data are mapped. */
export const extended = (element: Element | undefined): boolean =>
  element?.xml.children.some((child) => child.local === 'extensionElements' && child.children.length > 0) === true;

/** Whether the item definitions are identical, or have the same structure (8.4.10). */
export function sameItem(
  one: Element | undefined,
  other: Element | undefined,
  collections: 'alike' | 'ignored' = 'alike',
): boolean {
  if (one === other) return true;
  const structure = one?.get('structureRef');
  return (
    !!one &&
    !!other &&
    !!structure &&
    structure === other.get('structureRef') &&
    (collections === 'ignored' || one.flag('isCollection') === other.flag('isCollection'))
  );
}

/**
 * The element that a call activity calls, looked up in the file: never the call itself, which may have the same name.
 */
export function called(call: Element, model: Model): Pick<Reference, 'target' | 'external'> | undefined {
  const name = call.get('calledElement');
  const found = name ? model.find(name, call.xml) : undefined;
  return found?.target === call ? { external: false } : found;
}

/** The pools that contain an element: itself, or the participants whose process contains it. */
export function pools(element: Element, model: Model): Element[] {
  if (element.is('Participant')) return [element];
  const process = processOf(element);
  return process ? model.all('Participant').filter((participant) => participant.ref('processRef') === process) : [];
}

/**
 * Whether a node belongs to the flow of its level: not a compensation activity, an event sub-process or a boundary
 * event.
 */
export const inFlow = (node: Element): boolean =>
  !node.flag('isForCompensation') && !isEventSubProcess(node) && !node.is('BoundaryEvent');

/**
 * Whether flows leave or reach a node; in an executable process whose nodes list their flows, the node has to list its
 * own, except those without an id.
 */
export const leaves = (node: Element, model: Model): boolean =>
  model.outgoing(node).some((flow) => !flow.id || node.written('outgoing') || !mustList(node, model));
export const reached = (node: Element, model: Model): boolean =>
  model.incoming(node).some((flow) => !flow.id || node.written('incoming') || !mustList(node, model));

/** An executable process lists the flows at all its nodes or at none; elsewhere tools differ. */
export const mustList = (node: Element, model: Model): boolean => executable(node) && listsFlows(model);

const listing = new WeakMap<Model, boolean>();

/** Whether the model's nodes list the flows that reach and leave them; a tool may omit that altogether. */
function listsFlows(model: Model): boolean {
  if (!listing.has(model))
    listing.set(
      model,
      model.all('FlowNode').some((node) => node.written('incoming') || node.written('outgoing')),
    );
  return listing.get(model)!;
}

/** Whether the event sends or receives a message. */
export const hasMessage = (event: Element): boolean => kinds(event).includes('message');
