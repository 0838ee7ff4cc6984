import { compartmentOf } from '../../domain/compartments';
import { englishName } from '../../domain/text';
import { Cases, Incidents, Instances, type Incident } from '../../models';
import type { NotedCommand } from '../../workflows/hostContract';
import type { Scene } from './Scene';

type Raise = Extract<NotedCommand, { type: 'raiseIncident' }>;

/** An element cannot continue: operators see where, why and what can be done. */
export function raiseIncident(scene: Scene, { key, element, incident }: Raise): void {
  const { batch, writes, region, city } = scene;
  const node = scene.node(element);
  const document: Incident = {
    _id: incidentId(scene, key),
    case: batch.case,
    instance: batch.instance,
    key,
    element,
    elementName: node?.name,
    elementNameEn: englishName(node?.documentation),
    process: batch.process,
    definition: batch.definition,
    code: incident.code,
    zh: incident.zh,
    en: incident.en,
    message: incident.message,
    compartment: compartmentOf(scene.bundle.graph, element),
    phase: incident.phase,
    retriesLeft: incident.retriesLeft,
    region,
    city,
    status: 'open',
    at: new Date(incident.at),
    step: batch.sequence,
  };
  writes.insert(Incidents, document);
  count(scene, 1);
}

const incidentId = ({ batch }: Scene, key: number): string => `${batch.instance}/${key}/${batch.sequence}`;

/**
 * Resolves the incident at this element: one raised by an earlier step, or earlier in this one. A retry that fails
 * immediately raises another, which stays.
 */
export function resolveIncident(scene: Scene, key: number, index: number): void {
  const { batch, writes, at } = scene;
  const resolved = batch.facts.find((fact) => fact.type === 'incidentResolved' && fact.key === key);
  const by = batch.events.find((event) => event.by)?.by;
  const set = {
    status: 'resolved',
    resolvedAt: at,
    resolvedBy: by ?? null,
    how: resolved?.type === 'incidentResolved' ? resolved.how : batch.status === 'active' ? 'retried' : 'terminated',
  };
  const raised = (commands: NotedCommand[]) =>
    commands.some((command) => command.type === 'raiseIncident' && command.key === key);
  if (raised(batch.commands.slice(0, index))) writes.set(Incidents, incidentId(scene, key), set);
  writes.setMany(
    Incidents,
    { instance: batch.instance, key, status: 'open', step: { $not: { $gte: batch.sequence } } },
    set,
  );
  count(scene, -1);
}

function count({ batch, writes, head }: Scene, by: 1 | -1): void {
  writes.inc(Instances, batch.instance, 'incidents', by);
  if (head) writes.inc(Cases, head._id, 'incidents', by);
}
