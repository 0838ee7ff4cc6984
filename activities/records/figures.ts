import { FigureEntries, type FigureEntry } from '../../models';
import type { Scene } from './Scene';

const pipeline = /^(negotiation|mediation|arbitration|litigation)(Entered|Left|Time|Settled)$/;
const stageFree = new Set([
  'filed',
  'workers',
  'amountClaimed',
  'amountAgreed',
  'closed',
  'settledOpen',
  'withdrawn',
  'breached',
]);

/** The day in Asia/Shanghai for which something counts. */
export const dayOf = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

/**
 * Records what a step adds to the statistics, by default in every slice of the case and on the day of the step; the duty
 * countFigures counts it, once.
 */
export function addFigures(
  scene: Scene,
  n: Record<string, number>,
  slices: FigureEntry['slices'] = slicesOf(scene),
  on: Date = scene.at,
): void {
  const { head, batch, writes, region, city } = scene;
  // Other matters than disputes have figures of their own.
  if (!head || head.matter) return;
  const counted = Object.fromEntries(
    Object.entries(n).filter(([name, by]) => by && (stageFree.has(name) || pipeline.test(name))),
  ) as FigureEntry['n'];
  if (!Object.keys(counted).length) return;
  const index = (scene.figures += 1);
  const entry: FigureEntry = {
    _id: `${batch.instance}/${batch.sequence}/${scene.digest.slice(0, 8)}/${index}`,
    case: head._id,
    area: { region, city },
    day: dayOf(on),
    slices,
    n: counted,
    batch: 0,
  };
  writes.insert(FigureEntries, entry);
}

/**
 * That a case was filed counts with the organisation that has it, on the day of filing: none has it yet when it is
 * filed, and it may go to another.
 */
export function countWithOrganisation(scene: Scene, organisation: string): void {
  const { head } = scene;
  if (!head || head.organisation === organisation) return;
  const { workers, amount, filedAt } = head;
  const count = (value: string | undefined, by: 1 | -1) =>
    value &&
    addFigures(
      scene,
      { filed: by, workers: by * workers, amountClaimed: by * amount },
      [{ slice: 'organisation', value }],
      filedAt,
    );
  count(organisation, 1);
  count(head.organisation, -1);
}

export const slicesOf = ({ head }: Scene): FigureEntry['slices'] => [
  { slice: 'all', value: '' },
  ...(head?.industry ? [{ slice: 'industry', value: head.industry }] : []),
  ...(head?.keyGroups ?? []).map((value) => ({ slice: 'keyGroup', value })),
  ...(head?.organisation ? [{ slice: 'organisation', value: head.organisation }] : []),
  ...(head?.stage ? [{ slice: 'stage', value: head.stage }] : []),
];
