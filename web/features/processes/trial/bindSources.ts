import type { Decision } from '../../../../engine';
import { bindDecisions, parseDmn } from '../../../../engine/dmn';

/**
 * Decisions by id, from their sources; each model may import any of the others. One that cannot be read is left out:
 * the task that needs it reports it.
 */
export function bindSources(sources: readonly string[]): Record<string, Decision> {
  const models = sources.flatMap((source) => {
    try {
      return [parseDmn(source)];
    } catch {
      return [];
    }
  });
  const bound: Record<string, Decision> = {};
  for (const model of models) {
    const decisions = bindDecisions(
      model,
      models.filter((other) => other !== model),
    );
    for (const id of decisions.ids) bound[id] ??= decisions.decision(id)!;
  }
  return bound;
}
