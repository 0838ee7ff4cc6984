import { volumeNames, volumeOf, type Volume } from '../../domain/caseFile';
import { displayCaseNumber } from '../../domain/caseNumber';
import { citeAll } from '../../domain/limits/laws';
import { toDay } from '../../domain/limits/dates';
import { limitOf } from '../../domain/limits/rules';
import { isParty } from '../../domain/reach';
import { regionName } from '../../domain/regions';
import { readFile, StoredDocuments, type Case, type Rendition, type StoredDocument } from '../../models';
import type { Paper } from '../../threads/documents/bind';
import { inThread } from '../../threads/pool';
import { mayOpen } from '../access/compartments';
import { belonging } from '../access/targets';
import type { Who } from '../access/Who';
import type { Deps } from '../deps';
import { Problem } from '../errors';
import { sha256 } from '../keys';
import { documentViews } from '../views/documents';
import { keptAs, pdfOfPaper } from './rendition';

const MOST_BYTES = 100 * 1024 * 1024;
const volumes: readonly Volume[] = ['open', 'internal'];

/** The documents of a volume in the order in which they came about; empty if the reader may not see any. */
async function papersOf(found: Case, volume: Volume, who: Who): Promise<StoredDocument[]> {
  if (volume === 'internal' && isParty(who)) return [];
  const documents = await StoredDocuments.find({ case: found._id })
    .sort({ createdAt: 1, _id: 1 })
    .lean<StoredDocument[]>();
  return documents.filter((each) => volumeOf(each) === volume && mayOpen(who, belonging(found), each));
}

/** How long the commission keeps the file: by what it closed the case with, not by what came of it (Rules33 art. 24). */
async function retentionOf(found: Case, deps: Deps) {
  const kept = found.facts?.archive as { limit?: unknown; keptUntil?: unknown } | null | undefined;
  if (typeof kept?.limit !== 'string' || typeof kept.keptUntil !== 'string') return undefined;
  // A case that never reached the commission has no file there.
  if (!found.stages.some(({ stage }) => stage === 'arbitration')) return undefined;
  const { rules } = await deps.references.inForce();
  const limit = limitOf(rules.data, kept.limit);
  if (!limit) return undefined;
  return {
    years: kept.limit === 'archive-award' ? 10 : 5,
    limit: kept.limit,
    keptUntil: kept.keptUntil,
    article: { zh: citeAll(limit.source, 'zh'), en: citeAll(limit.source, 'en') },
  };
}

/** The index of both volumes, as far as the reader may see them. */
export async function caseFileOf(found: Case, who: Who, deps: Deps) {
  const shown = await Promise.all(
    volumes.map(async (volume) => {
      const documents = await documentViews(await papersOf(found, volume, who));
      return { volume, items: documents.map((document, index) => ({ number: index + 1, document })) };
    }),
  );
  const retention = await retentionOf(found, deps);
  return { volumes: shown.filter(({ items }) => items.length > 0), ...(retention && { retention }) };
}

/** A volume bound as one PDF; made when it is asked for and kept by what is in it. */
export async function volumePdf(
  found: Case,
  name: string,
  who: Who,
  deps: Deps,
): Promise<{ rendition: Rendition; fileName: string }> {
  const volume = volumes.find((each) => each === name);
  const documents = volume ? await papersOf(found, volume, who) : [];
  if (!volume || documents.length === 0) throw new Problem('NOT_FOUND');
  if (documents.reduce((sum, { size }) => sum + size, 0) > MOST_BYTES) throw new Problem('FILE_TOO_LARGE');
  const retention = await retentionOf(found, deps);
  const title = `案卷${volumeNames[volume].zh}`;
  const cover = [
    `案号：${displayCaseNumber(found._id)}`,
    `当事人：${found.worker}、${found.employer}`,
    `地区：${regionName(found.region, 'zh', { full: true })}`,
    `立案日期：${toDay(found.filedAt.toISOString())}${found.closedAt ? `　结案日期：${toDay(found.closedAt.toISOString())}` : ''}`,
    ...(retention ? [`保存期：不少于${retention.years}年，至${retention.keptUntil}（${retention.article.zh}）`] : []),
    volume === 'internal'
      ? '副卷是审批、评议等内部材料，不供当事人查阅（劳动人事争议仲裁办案规则第二十二条、第二十三条）。'
      : '正卷材料，当事人及其代理人可以依法查阅、复制（劳动人事争议仲裁办案规则第二十三条）。调解保密材料不在卷内。',
  ];
  const rendition = await keptAs(
    sha256(JSON.stringify([title, cover, documents.map((each) => [each.sha256, each.name.zh, each.number])])),
    async () =>
      inThread('pdf', 'bind', { title, cover, papers: await sequentially(documents, paperOf) }).catch(
        (error: unknown) => {
          throw error instanceof Error && error.name === 'RangeError' ? new Problem('FILE_TOO_LARGE') : error;
        },
      ),
  );
  return { rendition, fileName: `${title}-${found._id}.pdf` };
}

const kinds: Record<string, Paper['kind']> = { 'application/pdf': 'pdf', 'image/jpeg': 'jpeg', 'image/png': 'png' };

async function paperOf(document: StoredDocument): Promise<Paper> {
  const { name, number, createdAt, sha256: hash, fileName } = document;
  const paper = {
    name: name.zh,
    ...(number && { number }),
    day: toDay(createdAt.toISOString()),
    sha256: hash,
    fileName,
  };
  const kind = document.template === undefined ? kinds[document.contentType] : 'pdf';
  if (!kind) return paper;
  try {
    const file = document.template === undefined ? document.file : (await pdfOfPaper(document)).file;
    return { ...paper, kind, bytes: await readFile(file, MOST_BYTES) };
  } catch (error) {
    // Its sheet in the file says that the file itself is missing from the store.
    if ((error as Error).message?.startsWith('FileNotFound')) return paper;
    throw error;
  }
}

/** One after another: a case has few papers, and the threads are shared. */
async function sequentially<In, Out>(list: readonly In[], work: (each: In) => Promise<Out>): Promise<Out[]> {
  const done: Out[] = [];
  for (const each of list) done.push(await work(each));
  return done;
}
