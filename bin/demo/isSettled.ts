import type { Graph, NodeType } from '../../engine';

/** The state of an instance, as the API reports it. */
export interface InstancePath {
  instance: string;
  process: string;
  status: string;
  active: { key: number; element: string; incident: boolean }[];
}

/** Elements that continue on their own as soon as what they requested is done. */
const working = new Set<NodeType>(['serviceTask', 'sendTask', 'businessRuleTask', 'scriptTask']);

/**
 * Whether nothing in the instances of a case moves on its own: no job runs, and everything called has its own instance
 * that has not ended.
 */
export function isSettled(instances: InstancePath[], graphs: ReadonlyMap<string, Graph>): boolean {
  const byId = new Map(instances.map((instance) => [instance.instance, instance]));
  return (
    instances.length > 0 &&
    instances.every(
      ({ instance, process, status, active }) =>
        status !== 'active' ||
        active.every(({ key, element, incident }) => {
          const type = graphs.get(process)?.nodes[element]?.type;
          if (incident || !type) return true;
          if (type !== 'callActivity') return !working.has(type);
          return byId.get(`${instance}~${key}`)?.status === 'active';
        }),
    )
  );
}
