import { createHash } from 'node:crypto';
import { bookmarkOf, freePartOf, MOST_EDITS, type FreePart } from '../../domain/freeParts';
import { isParty } from '../../domain/reach';
import type { Text } from '../../domain/text';
import {
  deleteFile,
  readFile,
  ServiceEntries,
  storeFile,
  StoredDocuments,
  Tasks,
  type PaperEdit,
  type StoredDocument,
  type Task,
} from '../../models';
import { inThread } from '../../threads/pool';
import { demandNotExcluded } from '../access/exclusions';
import { isFor } from '../access/tasks';
import type { Who } from '../access/Who';
import type { PaperParts } from '../contract/documents';
import { Problem } from '../errors';
import { namesOf } from '../views/people';

const MOST_BYTES = 20 * 1024 * 1024;
const HASH = /[0-9a-f]{64}/g;

/** The papers that a task has signed, as they are now: they may have been edited since the process made them. */
export async function papersOf({ case: number, properties, variables }: Task): Promise<StoredDocument[]> {
  const hashes: string[] = properties.signs === 'true' ? (String(variables.sha256 ?? '').match(HASH) ?? []) : [];
  if (hashes.length === 0) return [];
  const found = await StoredDocuments.find({
    case: number,
    $or: [{ sha256: { $in: hashes } }, { 'original.sha256': { $in: hashes } }],
  }).lean<StoredDocument[]>();
  const made = ({ original, sha256 }: StoredDocument) => hashes.indexOf(original?.sha256 ?? sha256);
  return found.sort((a, b) => made(a) - made(b));
}

const hashesOf = (papers: StoredDocument[]): string => papers.map(({ sha256 }) => sha256).join(', ');

/** The text and hash that a signing task shows, if its papers were edited. */
export async function shownPapers(task: Task): Promise<{ paperText: string; sha256: string } | undefined> {
  const papers = await papersOf(task);
  if (!papers.some(({ original }) => original)) return undefined;
  const texts: string[] = [];
  for (const { file } of papers) {
    const { text } = await inThread('document', 'write', { document: await readFile(file, MOST_BYTES), texts: {} });
    texts.push(text);
  }
  return { paperText: texts.join('\n\n'), sha256: hashesOf(papers) };
}

/**
 * Fixes the papers of a signing task as they are: what is signed is what was shown, and nothing is edited afterwards.
 * Throws DOCUMENT_CHANGED if they are no longer those that the signer saw.
 */
export async function fixPapers(task: Task, seen: string | undefined, at: Date): Promise<void> {
  const papers = await papersOf(task);
  if (papers.length === 0) return;
  const edited = papers.some(({ original }) => original);
  if (seen === undefined ? edited : seen !== hashesOf(papers)) throw new Problem('DOCUMENT_CHANGED');
  for (const { _id, sha256 } of papers) {
    const fixed = await StoredDocuments.updateOne({ _id, sha256 }, { $min: { fixedAt: at } });
    if (fixed.matchedCount === 0) throw new Problem('DOCUMENT_CHANGED');
  }
}

const issued: Text = {
  zh: '文书已经签署或者送达，不能再修改：确有错误的，依法作出补正决定',
  en: 'It has been signed or served and can no longer be edited: make a decision to correct it',
};
const notYours: Text = {
  zh: '只有负责签署或者送达这份文书的人，在签署或者送达之前可以修改',
  en: 'Only those who have to sign or serve it may edit it, before they do',
};

/** Whether a paper can no longer be edited: it was signed or served, or nothing in it is free. */
export async function isIssued({
  free,
  fixedAt,
  signatures,
  case: number,
  code,
  createdAt,
}: StoredDocument): Promise<boolean> {
  if (!free || fixedAt || signatures.length > 0) return true;
  const served = await ServiceEntries.find(
    { case: number, openedAt: { $gte: createdAt } },
    { paper: 1, status: 1, entry: 1 },
  ).lean<{ paper: string; status: string; entry: { attempts?: unknown[] } }[]>();
  return served.some(
    ({ paper, status, entry }) => paper === code && (status !== 'pending' || (entry.attempts ?? []).length > 0),
  );
}

/** Why a reader may not edit a paper now, or the task by which they are to sign or serve it. */
async function stepOf(document: StoredDocument, who: Who): Promise<{ task: Task } | { reason: Text }> {
  const { case: number, code } = document;
  const [open, isFixed] = await Promise.all([
    Tasks.find({ case: number, status: 'open' }).lean<Task[]>(),
    isIssued(document),
  ]);
  if (isFixed) return { reason: issued };
  const made = document.original?.sha256 ?? document.sha256;
  const task = open.find(
    (each) =>
      isFor(who, each) &&
      (each.properties.signs === 'true'
        ? String(each.variables.sha256 ?? '').includes(made)
        : (each.variables.about as { paper?: unknown } | undefined)?.paper === code),
  );
  return task ? { task } : { reason: notYours };
}

/** The free parts of a paper beside what was generated. Drafts are none of the parties' business. */
export async function partsOf(document: StoredDocument, who: Who): Promise<PaperParts> {
  if (!document.free || isParty(who)) throw new Problem('NOT_FOUND');
  const [step, names] = await Promise.all([stepOf(document, who), namesOf(document.edits?.map(({ by }) => by) ?? [])]);
  const now = textsOf(document);
  return {
    sha256: document.sha256,
    parts: Object.entries(document.free).map(([bookmark, generated]) => ({
      part: freePartOf(bookmark)!,
      generated,
      text: now[bookmark]!,
    })),
    edits: (document.edits ?? []).map(({ part, by, at, sha256 }) => ({
      part: part as FreePart,
      by: names(by)!,
      at: at.toISOString(),
      sha256,
    })),
    editable: 'task' in step,
    ...('reason' in step && { reason: step.reason }),
  };
}

/** The free parts as they read now, by their bookmarks. */
const textsOf = ({ free = {}, edits = [] }: StoredDocument): Record<string, string> => ({
  ...free,
  ...Object.fromEntries(edits.map(({ part, after }) => [bookmarkOf(part as FreePart), after])),
});

/**
 * Edits free parts of a paper: everything else stays as it was generated. Returns what was changed; nothing if nothing
 * was. Throws DOCUMENT_CHANGED if somebody edited or signed it meanwhile.
 */
export async function edit(
  document: StoredDocument,
  wanted: Partial<Record<FreePart, string>>,
  who: Who,
  at: Date,
): Promise<PaperEdit[]> {
  const step = await stepOf(document, who);
  if ('reason' in step) throw new Problem('NOT_EDITABLE', { detail: step.reason });
  await demandNotExcluded(who, step.task);
  const now = textsOf(document);
  const changed = Object.entries(wanted).flatMap(([part, after]) => {
    const bookmark = bookmarkOf(part as FreePart);
    if (now[bookmark] === undefined) throw new Problem('NOT_EDITABLE', { detail: locked });
    return now[bookmark] === after ? [] : [{ part, bookmark, before: now[bookmark], after }];
  });
  if (changed.length === 0) return [];
  if ((document.edits?.length ?? 0) + changed.length > MOST_EDITS)
    throw new Problem('NOT_EDITABLE', { detail: tooOften });
  const { bytes } = await inThread('document', 'write', {
    document: await readFile(document.file, MOST_BYTES),
    texts: Object.fromEntries(changed.map(({ bookmark, after }) => [bookmark, after])),
  });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const edits = changed.map(({ part, before, after }) => ({ part, by: who.id, at, before, after, sha256 }));
  const file = await storeFile(`${document.code}.docx`, Buffer.from(bytes));
  const { original = { sha256: document.sha256, file: document.file } } = document;
  const done = await StoredDocuments.updateOne(
    { _id: document._id, sha256: document.sha256, fixedAt: { $exists: false }, 'signatures.0': { $exists: false } },
    { $set: { sha256, file, size: bytes.length, original }, $push: { edits: { $each: edits } } },
  );
  if (done.modifiedCount === 0) {
    await deleteFile(file).catch(() => undefined);
    throw new Problem('DOCUMENT_CHANGED');
  }
  // The first file is kept beside the last: the changes can be read from the two.
  if (document.file !== original.file) await deleteFile(document.file).catch(() => undefined);
  return edits;
}

const locked: Text = {
  zh: '这份文书没有这个可修改部分：主文、条款和法律依据不能修改',
  en: 'The paper has no such part: its terms and articles are locked',
};
const tooOften: Text = {
  zh: `一份文书最多修改 ${MOST_EDITS} 处：请重新制作`,
  en: `A paper may be edited ${MOST_EDITS} times: make it anew`,
};
