import type { Feel } from '../graph';
import { feel } from './extensions';
import type { ModdleElement } from './read';

/**
 * The key by which a message finds its instance if the model uses BPMN's own key-based correlation (§8.4.2): a receiver
 * uses the data paths of its process's correlation subscription, a sender the message paths of the correlation
 * properties. Several properties form a list, in the order of the key.
 */
export function correlationOf(message: ModdleElement | undefined, user: ModdleElement): Feel | undefined {
  const subscription: ModdleElement | undefined = processOf(user)?.correlationSubscriptions?.[0];
  const properties: ModdleElement[] = subscription?.correlationKeyRef?.correlationPropertyRef ?? [];
  if (!message || !properties.length) return undefined;
  const sends =
    user.$type === 'bpmn:SendTask' || user.$type === 'bpmn:IntermediateThrowEvent' || user.$type === 'bpmn:EndEvent';
  const paths = properties.map((property) =>
    sends ? messagePath(property, message) : dataPath(subscription, property),
  );
  if (paths.some((path) => !path)) return undefined;
  return paths.length === 1 ? paths[0] : `[${paths.join(', ')}]`;
}

const messagePath = (property: ModdleElement, message: ModdleElement) =>
  feel(
    property.correlationPropertyRetrievalExpression?.find(
      (retrieval: ModdleElement) => retrieval.messageRef === message,
    )?.messagePath?.body,
  );

const dataPath = (subscription: ModdleElement, property: ModdleElement) =>
  feel(
    subscription.correlationPropertyBinding?.find((bound: ModdleElement) => bound.correlationPropertyRef === property)
      ?.dataPath?.body,
  );

function processOf(element: ModdleElement): ModdleElement | undefined {
  let at = element;
  while (at && at.$type !== 'bpmn:Process') at = at.$parent;
  return at;
}
