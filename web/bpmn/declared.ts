import { Group, SelectEntry, TextFieldEntry } from '@bpmn-io/properties-panel';
import { jsx } from '@bpmn-io/properties-panel/preact/jsx-runtime';
import { useService } from 'bpmn-js-properties-panel';
import { extension, write, type Choice, type Offers } from './offers';

/**
 * What an element declares to this application, by extension properties: what they are called and what they may say, so
 * that nobody has to know their names. The extension properties stay where they are; this is another view of them.
 */
interface Declared {
  name: string;
  label: string;
  description: string;
  /** Choices to pick one from; `several`: to add to a comma-separated text. Absent: text. */
  what?: keyof Offers;
  several?: true;
  /** The only value besides none. */
  flag?: true;
}

/** Matters (domain/matters.ts). */
const ofProcess: Declared[] = [
  {
    name: 'matter',
    label: 'Number of its matters',
    description: 'Makes the process a kind of matter, such as QJ-{region}-{year}-{sequence}',
  },
  {
    name: 'matterBegin',
    label: 'Who may begin one',
    description: 'Roles, each in its own area; none: it is begun by messages and timers',
    what: 'roles',
    several: true,
  },
  {
    name: 'matterRead',
    label: 'Who sees them',
    description: 'Roles, each as far as it reaches; whoever began one always sees it',
    what: 'roles',
    several: true,
  },
  { name: 'matterTitle', label: 'Title', description: 'A FEEL expression over the first variables, beginning with =' },
  {
    name: 'matterColumns',
    label: 'Columns of the list',
    description: 'Up to six variables of the start form, with commas between them',
  },
  {
    name: 'matterSubject',
    label: 'What they are about',
    description: 'Variables that name it, such as employer=creditCode; also organisation, person, matter',
  },
  {
    name: 'matterFrom',
    label: 'Begun out of',
    description: 'Kinds of matters whose page offers to begin one',
    what: 'kinds',
    several: true,
  },
];

const limit: Declared = {
  name: 'limit',
  label: 'Legal limit',
  description: 'Shown on the case, with its article; the timer itself is an expression',
  what: 'limits',
};
const compartment: Declared = {
  name: 'compartment',
  label: 'Compartment',
  description: 'Who sees what is said and filed here; none: that of the scope or the process',
  what: 'compartments',
};
/** Steps of people (domain/offers.ts, api/access/exclusions.ts, domain/compartments.ts). */
const ofTask: Declared[] = [
  compartment,
  {
    name: 'defaultAct',
    label: 'Usual acts',
    description: 'Codes of the acts that its buttons offer, with commas between them',
  },
  {
    name: 'independent',
    label: 'Not by whoever began it',
    description: 'Whoever began the matter does not do this step, whatever their roles',
    flag: true,
  },
  {
    name: 'notBy',
    label: 'Not by',
    description: 'A variable with the id of a user who may not do it',
  },
  {
    name: 'onlyBy',
    label: 'Only by',
    description: 'A variable with the name of the arbitrator who alone may do it',
  },
];

const declaredBy = (type: string, events: readonly { $type: string }[]): { label: string; declared: Declared[] }[] => [
  ...(type === 'bpmn:Process' ? [{ label: 'Matters', declared: [...ofProcess, compartment] }] : []),
  ...(type === 'bpmn:UserTask' ? [{ label: 'Case work', declared: ofTask }] : []),
  ...(events.some(({ $type }) => $type === 'bpmn:TimerEventDefinition')
    ? [{ label: 'Legal limit', declared: [limit] }]
    : []),
];

interface PanelGroup {
  id: string;
}
interface Panel {
  registerProvider(
    priority: number,
    provider: { getGroups(element: object): (groups: PanelGroup[]) => PanelGroup[] },
  ): void;
}

class DeclaredProvider {
  static $inject = ['propertiesPanel', 'translate'];
  translate: (text: string) => string;
  constructor(panel: Panel, translate: (text: string) => string) {
    this.translate = translate;
    panel.registerProvider(200, this);
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  getGroups = (element: any) => (groups: PanelGroup[]) => {
    const { $type, eventDefinitions = [] } = element.businessObject;
    const [general, ...others] = groups;
    return [
      ...(general ? [general] : []),
      ...declaredBy($type, eventDefinitions).map(({ label, declared: each }) => ({
        id: 'declared',
        label: this.translate(label),
        component: Group,
        entries: each.flatMap((declared) => {
          const chosen = declared.what || declared.flag;
          return [
            ...(chosen && !declared.several ? [] : [{ id: `declared-${declared.name}`, component: Written }]),
            ...(chosen ? [{ id: `declared-${declared.name}-choice`, component: Chosen }] : []),
          ].map((entry) => ({ ...entry, element, declared }));
        }),
      })),
      ...others,
    ];
  };
}

/** Shows what an element declares to the application in a group of the properties panel. */
export const declaredModule = { __init__: ['declaredProvider'], declaredProvider: ['type', DeclaredProvider] };

interface Entry {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  element: any;
  id: string;
  declared: Declared;
}
interface Property {
  name?: string;
  value?: string;
}

const PROPERTIES = 'zeebe:Properties';
const all = (element: Entry['element']): Property[] => extension(element, PROPERTIES)?.get('properties') ?? [];
const saidBy = (element: Entry['element'], wanted: string): string =>
  all(element).find(({ name }) => name === wanted)?.value ?? '';

/** Sets, replaces or, with an empty text, removes a property, in one step that can be undone. */
function useSay({ element, declared }: Entry): (value: string) => void {
  const [commands, factory] = [useService('commandStack'), useService('bpmnFactory')];
  return (value) => {
    if (value === saidBy(element, declared.name)) return;
    write(commands, factory, element, PROPERTIES, (make) => ({
      properties: [
        ...all(element).filter(({ name }) => name !== declared.name),
        ...(value ? [make('zeebe:Property', { name: declared.name, value })] : []),
      ],
    }));
  };
}

function Written(entry: Entry) {
  const { element, id, declared } = entry;
  const [translate, debounce] = [useService('translate'), useService('debounceInput')];
  const say = useSay(entry);
  return jsx(TextFieldEntry, {
    id,
    element,
    label: translate(declared.label),
    description: translate(declared.description),
    getValue: () => saidBy(element, declared.name),
    setValue: (value = '') => say(value.trim()),
    debounce,
  });
}

function Chosen(entry: Entry) {
  const { element, id, declared } = entry;
  const [translate, offers] = [useService('translate'), useService('offers')];
  const say = useSay(entry);
  const now = saidBy(element, declared.name);
  const named = declared.several
    ? now
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean)
    : [];
  const known: Choice[] = declared.flag
    ? [{ value: 'true', label: translate('yes') }]
    : (offers() as Offers)[declared.what!].filter(({ value }) => !named.includes(value));
  // What is said and not known stays to be seen; the checker says what is wrong with it.
  const choices =
    declared.several || !now || known.some(({ value }) => value === now)
      ? known
      : [{ value: now, label: now }, ...known];
  return jsx(
    SelectEntry,
    {
      id,
      element,
      label: translate(declared.several ? 'Add one' : declared.label),
      ...(!declared.several && { description: translate(declared.description) }),
      getValue: () => (declared.several ? '' : now),
      setValue: (value: string) => {
        if (!declared.several) say(value);
        else if (value) say([...named, value].join(','));
      },
      getOptions: () => [{ value: '', label: '—' }, ...choices],
    },
    declared.several ? now : undefined,
  );
}
