import type { Incident, Instance, Key } from '../state';
import type { Step } from './Step';

/** The instance is stuck until a person helps. */
export function raise(step: Step, instance: Instance, incident: Incident): void {
  step.emit({ type: 'incidentRaised', key: instance.key, element: instance.element, incident });
  step.command({ type: 'raiseIncident', key: instance.key, element: instance.element, incident });
}

export function resolve(step: Step, instance: Instance, how: 'retried' | 'skipped' | 'completed'): void {
  if (!instance.incident) return;
  step.emit({ type: 'incidentResolved', key: instance.key, element: instance.element, how });
  step.command({ type: 'resolveIncident', key: instance.key, element: instance.element });
  release(step, instance);
}

/** The instances held back by the incident begin, one after another. */
export function release(step: Step, instance: Instance): void {
  const held = instance.data?.held as Key[] | undefined;
  if (!held) return;
  step.emit({ type: 'remembered', key: instance.key, data: { held: null } });
  for (const key of held) {
    const scope = step.instance(key)?.scope;
    if (scope !== undefined) step.agenda.token(scope, { held: key });
  }
}
