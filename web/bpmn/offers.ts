import { SelectEntry } from '@bpmn-io/properties-panel';
import { jsx } from '@bpmn-io/properties-panel/preact/jsx-runtime';
import { useService } from 'bpmn-js-properties-panel';

export interface Choice {
  value: string;
  label: string;
}

/** What elements can reference. */
export type Offers = Record<
  'roles' | 'jobs' | 'forms' | 'decisions' | 'processes' | 'kinds' | 'limits' | 'compartments',
  Choice[]
>;

/** Where a reference is stored. `several`: a comma-separated text to which the choice is added. */
interface Place {
  what: keyof Offers;
  label: string;
  type: string;
  property: string;
  several?: true;
}

/** By the entry of the properties panel below which it is offered. */
const places: Record<string, Place> = {
  assignmentDefinitionCandidateGroups: {
    what: 'roles',
    label: 'Add a role',
    type: 'zeebe:AssignmentDefinition',
    property: 'candidateGroups',
    several: true,
  },
  taskDefinitionType: { what: 'jobs', label: 'Choose a job type', type: 'zeebe:TaskDefinition', property: 'type' },
  formId: { what: 'forms', label: 'Choose a form', type: 'zeebe:FormDefinition', property: 'formId' },
  decisionId: { what: 'decisions', label: 'Choose a decision', type: 'zeebe:CalledDecision', property: 'decisionId' },
  targetProcessId: { what: 'processes', label: 'Choose a process', type: 'zeebe:CalledElement', property: 'processId' },
};

interface Entry {
  id: string;
}
interface Group {
  entries?: Entry[];
}
type Providing = (groups: Group[]) => Group[];
interface Panel {
  registerProvider(priority: number, provider: { getGroups(element: object): Providing }): void;
}

/** Offers existing definitions, roles and job types in the properties panel, so that nobody has to know their ids. */
export const offersModule = (offers: () => Offers) => ({
  __init__: ['offersProvider'],
  offersProvider: ['type', OffersProvider],
  offers: ['value', offers],
});

class OffersProvider {
  static $inject = ['propertiesPanel'];
  // Registered after the providers whose entries it extends.
  constructor(panel: Panel) {
    panel.registerProvider(100, this);
  }

  getGroups =
    (element: object): Providing =>
    (groups) =>
      groups.map((group) =>
        group.entries
          ? {
              ...group,
              entries: group.entries.flatMap((entry) =>
                places[entry.id]
                  ? [entry, { id: `${entry.id}-offered`, component: Offered, element, place: places[entry.id] }]
                  : [entry],
              ),
            }
          : group,
      );
}

function Offered({
  element,
  id,
  place: { what, label, type, property, several },
}: {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  element: any;
  id: string;
  place: Place;
}) {
  const [commands, factory, translate, offers] = [
    useService('commandStack'),
    useService('bpmnFactory'),
    useService('translate'),
    useService('offers'),
  ];
  const now: string = extension(element, type)?.get(property) ?? '';
  // An expression computes the reference itself.
  if (now.startsWith('=')) return null;
  const named = several
    ? now
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean)
    : [now];
  const choices = (offers() as Offers)[what].filter(({ value }) => !several || !named.includes(value));
  return jsx(
    SelectEntry,
    {
      id,
      element,
      label: translate(label),
      getValue: () => (several || !choices.some(({ value }) => value === now) ? '' : now),
      setValue: (value: string) =>
        value &&
        write(commands, factory, element, type, { [property]: several ? [...named, value].join(', ') : value }),
      getOptions: () => [{ value: '', label: '—' }, ...choices],
      // What has been added already is not offered again.
    },
    several ? now : undefined,
  );
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export const extension = ({ businessObject }: any, type: string): any =>
  businessObject
    .get('extensionElements')
    ?.get('values')
    .find(({ $type }: { $type: string }) => $type === type);

/**
 * Works like the panel's own entries: creates the extension element if it is missing, in one step that can be undone.
 * What is to be written may hold elements of its own, made by `make`.
 */
export function write(
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  commands: any,
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  factory: any,
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  element: any,
  type: string,
  properties: object | ((make: (kind: string, content: object) => object) => object),
): void {
  const steps: object[] = [];
  const change = (moddleElement: object, changed: object) =>
    steps.push({ cmd: 'element.updateModdleProperties', context: { element, moddleElement, properties: changed } });
  const make = (kind: string, parent: object, content = {}) =>
    Object.assign(factory.create(kind, content), { $parent: parent });
  const owner = element.businessObject;
  const extensionElements = owner.get('extensionElements') ?? make('bpmn:ExtensionElements', owner, { values: [] });
  if (!owner.get('extensionElements')) change(owner, { extensionElements });
  const holder = extension(element, type) ?? make(type, extensionElements);
  if (!extension(element, type)) change(extensionElements, { values: [...extensionElements.get('values'), holder] });
  change(
    holder,
    typeof properties === 'function' ? properties((kind, content) => make(kind, holder, content)) : properties,
  );
  commands.execute('properties-panel.multi-command-executor', steps);
}
