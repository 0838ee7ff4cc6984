import { cityOf } from '../../domain/regions';
import type { Node } from '../../engine';
import type { Writes } from '../../models';
import type { Batch, Bundle } from '../../workflows/hostContract';
import type { CaseHead, CaseViews } from './CaseView';

const repairs = new Set<string>(['incidentRetried', 'elementSkipped', 'tokensMoved', 'migrated']);

/** One batch being projected: its contents, what is known about its case, and where the changes go. */
export class Scene {
  /** How many statistics entries this batch has produced. */
  figures = 0;
  readonly at: Date;

  constructor(
    readonly batch: Batch,
    readonly digest: string,
    readonly bundle: Bundle,
    readonly views: CaseViews,
    readonly writes: Writes,
  ) {
    this.at = new Date(batch.at);
  }

  /** The case, if this instance belongs to one. */
  get head(): CaseHead | undefined {
    return this.views.heads.get(this.batch.case);
  }

  /** Where the case belongs now: it may have been transferred since its instances began. */
  get region(): string {
    return this.head?.region ?? this.batch.region ?? '';
  }

  get city(): string {
    return cityOf(this.region);
  }

  node(element: string): Node | undefined {
    return this.bundle.graph.nodes[element];
  }

  /** True if a wait may return under the same id, after a repair. */
  get repeats(): boolean {
    return this.batch.events.some(({ type }) => repairs.has(type));
  }

  /** True for the instance that is the case itself: the pipeline. */
  get isRoot(): boolean {
    return this.batch.instance === this.batch.case;
  }
}
