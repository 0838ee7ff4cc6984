import type { Fact } from '../../engine';
import { Instances, type Instance } from '../../models';
import type { Scene } from './Scene';

/** The instance as operators see it: its current elements, and the length of its trace. */
export function showInstance(scene: Scene): void {
  const { batch, writes, at } = scene;
  if (batch.sequence === 1) writes.insert(Instances, begun(scene));
  writes.set(Instances, batch.instance, {
    sequence: batch.sequence,
    updatedAt: at,
    ...(batch.status === 'active' ? {} : { status: batch.status, endedAt: at }),
  });
  if (batch.events.some(({ type }) => type === 'migrated' || type === 'contextChanged'))
    writes.set(Instances, batch.instance, { definition: batch.definition, bundle: batch.bundle });
  for (const fact of batch.facts) showFact(scene, fact);
}

const begun = ({ batch, region, city, at }: Scene): Instance => ({
  _id: batch.instance,
  case: batch.case,
  parent: batch.parent,
  process: batch.process,
  definition: batch.definition,
  bundle: batch.bundle,
  region,
  city,
  status: 'active',
  startedAt: at,
  sequence: 1,
  active: {},
  incidents: 0,
  updatedAt: at,
});

function showFact({ batch, writes }: Scene, fact: Fact): void {
  if (fact.type === 'entered' && fact.key !== 1)
    writes.set(Instances, batch.instance, { [`active.${fact.key}`]: fact.element });
  if (fact.type === 'completed' || fact.type === 'terminated')
    writes.unset(Instances, batch.instance, `active.${fact.key}`);
}
