import type { Loop } from '../graph';
import { CompileRefusal } from './CompileRefusal';
import { itemName, variable } from './data';
import { eventDefinition } from './eventDefinitions';
import { extension, feel } from './extensions';
import { clean } from './jobs';
import type { ModdleElement } from './read';

/** Standard loop or multi-instance (§10.3.8). */
export function loopOf(activity: ModdleElement): Loop | undefined {
  const loop = activity.loopCharacteristics;
  if (!loop) return undefined;
  return loop.$type === 'bpmn:StandardLoopCharacteristics' ? standard(loop) : multiInstance(loop, activity);
}

const standard = (loop: ModdleElement): Loop =>
  clean({
    type: 'standard' as const,
    condition: feel(loop.loopCondition?.body),
    testBefore: loop.testBefore === true,
    maximum: loop.loopMaximum,
  });

function multiInstance(loop: ModdleElement, activity: ModdleElement): Loop {
  const zeebe = extension(loop, 'LoopCharacteristics') ?? {};
  const cardinality = feel(loop.loopCardinality?.body);
  const collection = feel(zeebe.inputCollection) ?? dataName(loop.loopDataInputRef, activity);
  if (!cardinality && !collection) {
    throw new CompileRefusal(
      'MISSING_EXPRESSION',
      activity.id,
      '多实例活动既没有循环基数也没有输入集合，请填写其一。',
      'The multi-instance activity has neither a loop cardinality nor an input collection: give one.',
    );
  }
  const outputItem = loop.outputDataItem && variable(itemName(loop.outputDataItem));
  return clean({
    type: 'multiInstance' as const,
    sequential: loop.isSequential === true,
    cardinality,
    collection,
    element: zeebe.inputElement ?? (loop.inputDataItem && itemName(loop.inputDataItem)),
    outputCollection: zeebe.outputCollection ?? outputName(loop.loopDataOutputRef, activity),
    outputElement: feel(zeebe.outputElement) ?? outputItem,
    completion: feel(loop.completionCondition?.body),
    behavior: (loop.behavior ?? 'All').toLowerCase() as 'none' | 'one' | 'all' | 'complex',
    noneEvent: loop.noneBehaviorEventRef && eventDefinition(loop.noneBehaviorEventRef, activity),
    oneEvent: loop.oneBehaviorEventRef && eventDefinition(loop.oneBehaviorEventRef, activity),
    ...complex(loop, activity),
  });
}

function complex(loop: ModdleElement, activity: ModdleElement) {
  const found: ModdleElement[] = loop.complexBehaviorDefinition ?? [];
  const events = found.flatMap((each) => {
    const condition = feel(each.condition?.body);
    const definitions: ModdleElement[] = [
      ...(each.event?.eventDefinitions ?? []),
      ...(each.event?.eventDefinitionRef ?? []),
    ];
    if (!condition) return [];
    return definitions.length
      ? definitions.map((definition) => ({ condition, event: eventDefinition(definition, activity) }))
      : [{ condition }];
  });
  return events.length ? { complex: events, complexEnds: true as const } : {};
}

/** A loop's data input is read from the source of its association, a data object under its own name. */
function dataName(reference: ModdleElement | undefined, activity: ModdleElement): string | undefined {
  if (!reference) return undefined;
  const feeding = activity.dataInputAssociations?.find((found: ModdleElement) => found.targetRef === reference);
  return variable(itemName(feeding?.sourceRef?.[0] ?? reference));
}

function outputName(reference: ModdleElement | undefined, activity: ModdleElement): string | undefined {
  if (!reference) return undefined;
  const taking = activity.dataOutputAssociations?.find((found: ModdleElement) => found.sourceRef?.includes(reference));
  return itemName(taking?.targetRef ?? reference);
}
