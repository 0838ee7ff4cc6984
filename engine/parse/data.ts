import type { DataAssociation, DataItem } from '../graph';
import { feel } from './extensions';
import { clean } from './jobs';
import type { ModdleElement } from './read';

/** The variable for an item-aware element (§10.4.1): a reference uses that of its data object. */
export function itemName(item: ModdleElement): string {
  if (item.$type === 'bpmn:DataObjectReference' && item.dataObjectRef) return itemName(item.dataObjectRef);
  if (item.$type === 'bpmn:DataStoreReference' && item.dataStoreRef) return itemName(item.dataStoreRef);
  return item.name || referenceName(item) || item.id;
}

const referenceName = (object: ModdleElement): string | undefined =>
  object.$parent?.flowElements?.find((element: ModdleElement) => element.dataObjectRef === object && element.name)
    ?.name;

/** A variable's name in FEEL; one that is not a FEEL name is put in backticks. */
export const variable = (name: string) => (/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? name : `\`${name}\``);

/** Properties and data objects that an element declares: they exist as long as its instance. */
export function dataItems(element: ModdleElement): DataItem[] | undefined {
  const objects = (element.flowElements ?? []).filter((inner: ModdleElement) => inner.$type === 'bpmn:DataObject');
  const items: DataItem[] = [...(element.properties ?? []), ...objects].map((item) =>
    clean({ name: itemName(item), collection: item.isCollection || undefined }),
  );
  return items.length ? items : undefined;
}

const association = (found: ModdleElement): DataAssociation => {
  const assignments = (found.assignment ?? [])
    .map((each: ModdleElement) => ({ from: feel(each.from?.body) ?? 'null', to: feel(each.to?.body) ?? '' }))
    .filter((each: { to: string }) => each.to);
  const source = found.sourceRef?.[0];
  return clean({
    source: source && itemName(source),
    target: found.targetRef && itemName(found.targetRef),
    transformation: feel(found.transformation?.body),
    assignments: assignments.length ? assignments : undefined,
  });
};

const some = <T>(list: T[]): T[] | undefined => (list.length ? list : undefined);

export const dataInputs = (element: ModdleElement) =>
  some((element.dataInputAssociations ?? []).map(association) as DataAssociation[]);
export const dataOutputs = (element: ModdleElement) =>
  some((element.dataOutputAssociations ?? []).map(association) as DataAssociation[]);

/**
 * The sources that each input set needs before the activity may start, in the order in which the sets are tried
 * (§10.4.2). An input without an association is not waited for, nor is one that is optional or used while executing.
 */
export function inputSets(element: ModdleElement): string[][] | undefined {
  const sets: ModdleElement[] = element.ioSpecification?.inputSets ?? [];
  const needed = sets.map((set) =>
    (set.dataInputRefs ?? [])
      .filter(
        (input: ModdleElement) =>
          !set.optionalInputRefs?.includes(input) && !set.whileExecutingInputRefs?.includes(input),
      )
      .flatMap((input: ModdleElement) => sourcesOf(element, input)),
  );
  return needed.length && needed.every((sources) => sources.length) ? needed : undefined;
}

const sourcesOf = (element: ModdleElement, input: ModdleElement): string[] =>
  (element.dataInputAssociations ?? [])
    .filter((found: ModdleElement) => found.targetRef === input && found.sourceRef?.length && !found.assignment?.length)
    .map((found: ModdleElement) => itemName(found.sourceRef[0]));
