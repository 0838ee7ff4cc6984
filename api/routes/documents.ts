import type { Request, Response } from 'express';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { compartmentSides, compartments, type CompartmentSide, type Placed } from '../../domain/compartments';
import { documents, isInternal, mayFile } from '../../domain/documents';
import type { FreePart } from '../../domain/freeParts';
import { uploadQuota } from '../../domain/uploads';
import { isParty, sidesOf } from '../../domain/reach';
import {
  deleteFile,
  openFile,
  StoredDocuments,
  Tasks,
  type Case,
  type Rendition,
  type StoredDocument,
  type Task,
} from '../../models';
import { confirmByCode, demandPowers, speaksFor } from '../access/binding';
import { contactOf, personOf } from '../access/person';
import { signingFor } from '../texts/confirming';
import { sendCode } from '../texts/oneTimeCodes';
import { mayOpen } from '../access/compartments';
import { holderOf } from '../access/person';
import { inside, outside } from '../access/targets';
import type { Who } from '../access/Who';
import { belonging } from '../access/targets';
import { audit } from '../audit/audit';
import * as contract from '../contract/documents';
import { courseOf } from '../documents/course';
import { isInline } from '../documents/kinds';
import { caseFileOf, volumePdf } from '../documents/caseFile';
import { edit, isIssued, partsOf } from '../documents/edits';
import { pdfOfPaper } from '../documents/rendition';
import { receive, type Received } from '../documents/receive';
import { invalid, Problem } from '../errors';
import { route, type Call } from '../http/Route';
import { documentViews } from '../views/documents';

export const documentRoutes = [
  route(contract.listDocuments, async ({ target, who, query }) => {
    const rows = await StoredDocuments.find({ case: target._id, ...(query.task && { task: inside(query.task) }) })
      .sort({ createdAt: 1 })
      .lean<StoredDocument[]>();
    return { rows: await documentViews(rows.filter((document) => mayOpen(who, belonging(target), document))) };
  }),
  route(contract.uploadDocument, upload),
  route(contract.readDocument, async ({ target }) => (await documentViews([target.document]))[0]!),
  route(contract.downloadDocument, download),
  route(contract.signDocument, sign),
  route(contract.sendSignatureCode, sendSignatureCode),
  route(contract.readDocumentParts, ({ target, who }) => partsOf(target.document, who)),
  route(contract.editDocument, editParts),
  route(contract.readCaseFile, ({ target, who, deps }) => caseFileOf(target, who, deps)),
  route(contract.downloadVolume, async ({ target, params, who, deps, req, res }) => {
    const { rendition, fileName } = await volumePdf(target, params.volume, who, deps);
    return sendFile(asPdf({ fileName }, rendition), false, req, res);
  }),
];

async function upload(call: Call<'/cases/{number}/documents'>) {
  const { target: found, who, key, at, req, deps } = call;
  const done = await uploadedUnder(key, found._id);
  if (done) {
    const again = await receive(req, deps.settings.largestUpload);
    await deleteFile(again.file).catch(() => undefined);
    if (again.sha256 !== done.sha256) throw new Problem('KEY_REUSED');
    return (await documentViews([done]))[0]!;
  }
  if (found.status === 'closed') throw new Problem('CASE_CLOSED', { more: { outcome: found.outcome } });
  const holder = holderOf(who);
  await demandQuota(found._id, holder, { files: 1, bytes: 0 });
  const received = await receive(req, deps.settings.largestUpload);
  try {
    const document: StoredDocument = {
      ...(await described(received, found, who)),
      _id: key,
      region: found.region,
      createdAt: at,
      createdBy: who.id,
      ...(holder !== who.id && { holder }),
      createdAs: sidesOf(who, belonging(found))[0] ?? who.roles[0]!,
      signatures: [],
    };
    // Counted afterwards as well, to include uploads that arrived at the same moment.
    await demandQuota(found._id, holder, { files: 1, bytes: document.size });
    await StoredDocuments.create(document);
    await audit(call, found._id, 'document.upload', key, { code: document.code, sha256: document.sha256 });
    return (await documentViews([document]))[0]!;
  } catch (error) {
    await deleteFile(received.file).catch(() => undefined);
    // The same upload was sent twice at once, and the other request has stored it.
    const other = (error as { code?: number }).code === 11000 && (await uploadedUnder(key, found._id));
    if (!other) throw error;
    if (other.sha256 !== received.sha256) throw new Problem('KEY_REUSED');
    return (await documentViews([other]))[0]!;
  }
}

/** The document uploaded to the case under this key; a key that was used for another case is refused. */
async function uploadedUnder(key: string, number: string): Promise<StoredDocument | null> {
  const done = await StoredDocuments.findById(key).lean<StoredDocument>();
  if (done && done.case !== number) throw new Problem('KEY_REUSED');
  return done;
}

/** The fields besides the file, checked: unknown ones are refused as everywhere. */
async function described({ fields, ...file }: Received, found: Case, who: Who) {
  const { task: id, code = 'upload', compartment, side, ...unknown } = fields;
  const [extra] = Object.keys(unknown);
  if (extra) throw invalid(extra, '没有这个字段', 'There is no such field');
  if (code !== 'upload' && !documents.has(code))
    throw invalid('code', '没有这种文书', 'There is no document with this code');
  const [own] = sidesOf(who, belonging(found));
  if (!mayFile(code, own ? [own] : who.roles, await courseOf(found)))
    throw invalid(
      'code',
      `「${documents.name(code, 'zh')}」由制作它的机构在承办本案后归档，您上传的请选“其他材料”`,
      `“${documents.name(code, 'en')}” can be filed only by the office that issues it, once the case has come to it: upload your file as other material`,
    );
  // Whoever came by a link to one step files for that step alone.
  if (who.session.link && inside(id ?? '') !== who.session.link.task) throw new Problem('LINK_ONLY');
  const task = id === undefined ? null : await Tasks.findOne({ _id: inside(id), case: found._id }).lean<Task>();
  if (id !== undefined && !task) throw invalid('task', '本案没有这个任务', 'The case has no such task');
  const name =
    code === 'upload'
      ? { zh: file.fileName, en: file.fileName }
      : { zh: documents.name(code, 'zh'), en: documents.name(code, 'en') };
  return {
    case: found._id,
    ...(task && { task: task._id }),
    code,
    name,
    ...placeOf({ compartment: isInternal(code) ? 'internal' : compartment, side }, task, found, who),
    ...file,
  };
}

interface Amount {
  files: number;
  bytes: number;
}

/** Throws UPLOAD_QUOTA if another file would exceed the quota of the person or the case. */
async function demandQuota(number: string, by: string, more: Amount): Promise<void> {
  const uploads = await StoredDocuments.aggregate<Amount & { _id: string }>([
    { $match: { case: number, createdBy: { $exists: true } } },
    { $group: { _id: { $ifNull: ['$holder', '$createdBy'] }, files: { $sum: 1 }, bytes: { $sum: '$size' } } },
  ]);
  const own = uploads.find(({ _id }) => _id === by) ?? { files: 0, bytes: 0 };
  const all = uploads.reduce((sum, { files, bytes }) => ({ files: sum.files + files, bytes: sum.bytes + bytes }), {
    files: 0,
    bytes: 0,
  });
  const exceeds = (has: Amount, most: Amount) =>
    has.files + more.files > most.files || has.bytes + more.bytes > most.bytes;
  if (exceeds(own, uploadQuota.person) || exceeds(all, uploadQuota.case)) throw new Problem('UPLOAD_QUOTA');
}

/**
 * The compartment of an upload: the one chosen by the sender, otherwise that of its task. What a party files in
 * confidence is only for that side; what staff file in confidence is for neither side unless they name one. Nobody can
 * upload to a compartment that they cannot open.
 */
function placeOf(chosen: { compartment?: string; side?: string }, task: Task | null, found: Case, who: Who): Placed {
  const { compartment = task?.compartment ?? 'open' } = chosen;
  if (!compartments.has(compartment))
    throw invalid(
      'compartment',
      `应为 ${compartments.codes.join('、')} 之一`,
      `This must be one of ${compartments.codes.join(', ')}`,
    );
  if (chosen.side !== undefined && !compartmentSides.includes(chosen.side as CompartmentSide))
    throw invalid('side', '应为 worker、employer 或 neither', 'This must be worker, employer or neither');
  const [own] = sidesOf(who, belonging(found));
  const side =
    compartment !== 'sealed'
      ? undefined
      : (own ?? (chosen.side as CompartmentSide | undefined) ?? task?.side ?? 'neither');
  if (!mayOpen(who, belonging(found), { compartment, side, createdBy: who.id }))
    throw invalid(
      'compartment',
      '您不能把材料放在自己看不到的地方',
      'You cannot upload to a place that you may not see yourself',
    );
  return { compartment, ...(side && { side }) };
}

type Shown = { inline?: 'true' | 'false'; as?: 'pdf' };

async function download({
  target: { document: stored },
  query,
  req,
  res,
}: Call<'/documents/{id}/content', Shown>): Promise<undefined> {
  const document = query.as === 'pdf' && stored.contentType !== PDF ? asPdf(stored, await pdfOfPaper(stored)) : stored;
  return sendFile(document, query.inline === 'true', req, res);
}

const PDF = 'application/pdf';
const asPdf = ({ fileName }: Pick<StoredDocument, 'fileName'>, { file, size, sha256 }: Rendition): Sent => ({
  fileName: fileName.replace(/\.[^.]+$/, '.pdf'),
  contentType: PDF,
  file,
  size,
  sha256,
});

type Sent = Pick<StoredDocument, 'fileName' | 'contentType' | 'file' | 'size' | 'sha256'>;

export async function sendFile(document: Sent, inline: boolean, req: Request, res: Response): Promise<undefined> {
  const shown = inline && isInline(document.contentType);
  res.setHeader('Content-Type', document.contentType);
  res.setHeader(
    'Content-Disposition',
    `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(document.fileName).replaceAll("'", '%27')}`,
  );
  // Uploads must not execute anything here, whatever they contain.
  res.setHeader('Content-Security-Policy', "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:");
  res.setHeader('ETag', `"${document.sha256}"`);
  res.setHeader('Cache-Control', 'private, no-cache');
  res.setHeader('Accept-Ranges', 'bytes');
  if (req.fresh) return void res.status(304).end() as undefined;
  await sendRange(document, req, res);
  return undefined;
}

/** Sends the whole file, or the one requested range. */
async function sendRange({ file, size, sha256 }: Sent, req: Request, res: Response): Promise<void> {
  const ranges =
    req.get('if-range') === undefined || req.get('if-range') === `"${sha256}"` ? req.range(size) : undefined;
  if (ranges === -1) {
    res.setHeader('Content-Range', `bytes */${size}`);
    throw new Problem('RANGE');
  }
  const range = Array.isArray(ranges) && ranges.type === 'bytes' && ranges.length === 1 ? ranges[0] : undefined;
  res.setHeader('Content-Length', range ? range.end - range.start + 1 : size);
  if (range) res.status(206).setHeader('Content-Range', `bytes ${range.start}-${range.end}/${size}`);
  const content = openFile(file, range && { start: range.start, end: range.end + 1 });
  // A missing file is reported before anything is sent.
  if (!content.readable || !(await started(content))) throw new Problem('NOT_FOUND');
  await pipeline(content, res);
}

const started = (content: Readable): Promise<boolean> =>
  new Promise((resolve) =>
    content
      .once('readable', () => resolve(true))
      .once('end', () => resolve(true))
      .once('error', () => resolve(false)),
  );

/** A party confirms it by what binds them elsewhere: whoever has taken over a session signs for nobody. */
async function sign(call: Call<'/documents/{id}/signatures', unknown, { sha256: string; code?: string }>) {
  const {
    target: { document, case: found },
    who,
    body,
    at,
  } = call;
  if (body.sha256 !== document.sha256) throw new Problem('DOCUMENT_CHANGED');
  await demandSignable(document);
  const side = sidesOf(who, belonging(found))[0];
  const role = side ?? who.roles[0]!;
  demandPowers(who, ['receive']);
  if (side) await confirmByCode(call, signingFor(document), side, found._id);
  const signed = await StoredDocuments.updateOne(
    { _id: document._id, 'signatures.by': { $ne: who.id } },
    { $push: { signatures: { by: who.id, role, at } } },
  );
  if (signed.modifiedCount)
    await audit(call, document.case, 'document.sign', outside(document._id), { sha256: document.sha256 });
  return (await documentViews([(await StoredDocuments.findById(document._id).lean<StoredDocument>())!]))[0]!;
}

/** Whoever is to sign what a process made does so in its step, by what that takes; here one says that one has read it. */
async function demandSignable(document: StoredDocument): Promise<void> {
  const proposed = document.createdBy === undefined && document.compartment === 'sealed';
  if (proposed || !(await isIssued(document))) throw new Problem('NOT_ISSUED');
}

async function sendSignatureCode(call: Call<'/documents/{id}/signatures/code'>) {
  const {
    target: { document, case: found },
    who,
    deps,
  } = call;
  await demandSignable(document);
  const side = sidesOf(who, belonging(found))[0];
  const person = side && (await personOf(who));
  const contact = await contactOf(person);
  if (!side || !person || !contact) throw new Problem('NEEDS_IDENTITY');
  if (!(await speaksFor(who, found, side))) throw new Problem('SEVERAL');
  return sendCode(call, signingFor(document)(person), {
    to: deps.keys.open(contact.number) as string,
    purpose: {
      zh: `案件${found._id}签收“${document.name.zh}”`,
      en: `signing for “${document.name.en}” in case ${found._id}`,
    },
    chain: found._id,
    case: found._id,
  });
}

type Wanted = { sha256: string; parts: Partial<Record<FreePart, string>> };

async function editParts(call: Call<'/documents/{id}/parts', unknown, Wanted>) {
  const { target, who, body, at } = call;
  const { document } = target;
  if (isParty(who)) throw new Problem('NOT_FOUND');
  if (body.sha256 !== document.sha256) throw new Problem('DOCUMENT_CHANGED');
  const edits = await edit(document, body.parts, who, at);
  if (edits.length)
    await audit(call, document.case, 'document.edit', outside(document._id), {
      parts: edits.map(({ part }) => part),
      from: document.sha256,
      to: edits[0]!.sha256,
    });
  return partsOf((await StoredDocuments.findById(document._id).lean<StoredDocument>())!, who);
}
