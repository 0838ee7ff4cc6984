import { createHash } from 'node:crypto';
import { toDay } from '../../domain/limits/dates';
import { matterKindOf, seriesOf, subjectKey, subjectsOf, titleOf, type MatterKind } from '../../domain/matters';
import { level, province } from '../../domain/regions';
import { terms, type Case } from '../../models';
import type { Filing } from '../../workflows/messages';
import type { Scene } from './Scene';

/**
 * What the document of a matter other than a dispute holds besides that of any matter (domain/matters.ts); undefined for a
 * process that is no kind of matter.
 */
export function aboutMatter(
  scene: Scene,
  filing: Filing,
  variables: Record<string, unknown>,
): Partial<Case> | undefined {
  const kind = matterKindOf(scene.bundle.graph);
  if (!kind) return undefined;
  const { matter: _matter, ...data } = variables;
  const title = titleOf(kind, variables, filing.filedAt);
  const subjects = subjectsOf(kind, variables).map(subjectKey);
  const shown = scene.batch.filing ? undefined : unasked(scene, kind, filing.region);
  return {
    matter: kind.kind,
    title,
    readers: kind.read,
    data,
    ...(filing.from && { from: filing.from }),
    ...(subjects.length > 0 && { subjects }),
    ...(shown && { shown }),
    terms: terms(shown ?? filing.number, title),
  };
}

/** The filing of a matter that nobody filed: a message or a timer began it, in the place that its variable `region` names. */
export function filingOf({ batch, at }: Scene, { region }: Record<string, unknown>): Filing {
  const place = typeof region === 'string' && level(region) ? region : (batch.region ?? province);
  return { number: batch.instance, region: place, filedAt: at.toISOString() };
}

/** The number of a matter that nobody filed: in place of the sequence, what its instance's id says, in eight characters. */
function unasked({ batch, at }: Scene, kind: MatterKind, region: string): string {
  const year = Number(toDay(at.toISOString()).slice(0, 4));
  const mark = createHash('sha256').update(batch.instance).digest('hex').slice(0, 8).toUpperCase();
  return seriesOf(kind, region, year).replace('{sequence}', mark);
}
