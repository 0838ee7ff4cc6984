import type { Text } from '../../domain/text';
import { MOST_DATA } from '../../engine/budgets';
import { sizeOf } from '../../engine/size';
import { bytes, Cases, Definitions, type Case, type Definition } from '../../models';
import type { Excess } from '../../threads/exceedsBounds';
import { inThread, TooHeavy } from '../../threads/pool';
import { Problem } from '../errors';
import { cursorOf, cursorText, pageOf } from '../http/paging';

/** Something published or stored that the present bounds would refuse. */
export interface Exceeding extends Excess {
  kind: 'process' | 'decision' | 'form' | 'case';
  /** Id of the definition, or number of the case. */
  where: string;
  name?: Text;
}

/** A stretch of what is there: what of it exceeds the bounds, how much of it there was, and where to go on. */
export interface Stretch {
  rows: Exceeding[];
  looked: { definitions: number; cases: number };
  next?: string;
}

/** So much is looked at for one answer: what is asked for next goes on from there. */
const DEFINITIONS = 20;
const CASES = 500;

const kinds = ['process', 'decision', 'form'] as const;
type Examined = Pick<Definition, '_id' | 'name' | 'source'> & { kind: (typeof kinds)[number] };

/**
 * Looks at a stretch of what is published, then of the open cases: it was let in when there were no bounds, or others.
 * `after`: `next` of the stretch before.
 */
export async function exceeding(after: string | undefined, now: Date): Promise<Stretch> {
  if (after === undefined || after.startsWith('d')) return inDefinitions(cursorOf(after?.slice(1))?.id ?? '');
  if (after.startsWith('c')) return inCases(after.slice(1) || undefined, now);
  throw new Problem('BAD_CURSOR');
}

async function inDefinitions(after: string): Promise<Stretch> {
  const found = await Definitions.find(
    { _id: { $gt: after }, status: 'published', kind: { $in: [...kinds] } },
    { kind: 1, name: 1, source: 1 },
  )
    .sort({ _id: 1 })
    .limit(DEFINITIONS)
    .lean<Examined[]>();
  const rows: Exceeding[] = [];
  for (const { _id: where, kind, name, source } of found)
    for (const excess of await examined(kind, source)) rows.push({ kind, where, ...(name && { name }), ...excess });
  const next = found.length === DEFINITIONS ? `d${cursorText({ key: 0, id: found.at(-1)!._id })}` : 'c';
  return { rows, looked: { definitions: found.length, cases: 0 }, next };
}

async function examined(kind: string, source: Buffer): Promise<Excess[]> {
  try {
    return await inThread('check', 'exceedsBounds', { kind, source: bytes(source) });
  } catch (error) {
    if (!(error instanceof TooHeavy)) throw error;
    return [
      {
        bound: 'time',
        zh: `检查时${error.zh}：请拆分后重新发布。`,
        en: `While it was looked at: ${error.en}. Divide it and publish anew.`,
      },
    ];
  }
}

async function inCases(after: string | undefined, now: Date): Promise<Stretch> {
  const page = await pageOf<Case>(Cases, {
    filter: { status: 'open' },
    sort: 'filedAt',
    direction: -1,
    size: CASES,
    after,
    bounds: [Date.UTC(2015, 0, 1), now.getTime() + 86_400_000],
    projection: { filedAt: 1 },
  });
  const rows: Exceeding[] = [];
  // One after another: what they hold together does not fit into memory.
  const cases = Cases.find({ _id: { $in: page.rows.map(({ _id }) => _id) } }, { facts: 1 })
    .lean<Pick<Case, '_id' | 'facts'>[]>()
    .cursor({ batchSize: 10 });
  for await (const { _id, facts } of cases) {
    const size = sizeOf(facts);
    if (size > MOST_DATA) rows.push(tooLarge(_id, size));
  }
  return { rows, looked: { definitions: 0, cases: page.rows.length }, ...(page.next && { next: `c${page.next}` }) };
}

const tooLarge = (where: string, size: number): Exceeding => ({
  kind: 'case',
  where,
  bound: 'data',
  zh: `案件数据${size === Infinity ? '过大或嵌套过深' : `共 ${size} 字节`}，最多 ${MOST_DATA} 字节：请打开流程实例，清除或缩短变量。`,
  en: `The case holds ${size === Infinity ? 'too much, or values nested too deep' : `${size} bytes`}, and may hold ${MOST_DATA}: open its instance and clear or shorten variables.`,
});
