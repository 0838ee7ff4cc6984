import { createHash } from 'node:crypto';
import { documents } from '../../domain/documents';
import { freePartOf, NUMBER_BOOKMARK } from '../../domain/freeParts';
import {
  Cases,
  deleteFile,
  drawNumber,
  publishedVersion,
  storeFile,
  StoredDocuments,
  type Case,
  type StoredDocument,
} from '../../models';
import { inThread, TooHeavy } from '../../threads/pool';
import { fillPaper, placeOfPaper } from '../../papers/fillPaper';
import { seriesFor } from '../../papers/issuer';
import { given, givenText, misused, placeOf, type JobType } from './JobType';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * Creates a document from its published template and the case's data; returns its id, and of one that is to be signed
 * its whole text and its SHA-256.
 */
export const documentCreate: JobType = async (job, deps) => {
  const code = givenText(job, 'document');
  if (!code) throw misused(job, '没有给出文书代码 document', 'no document code is given (document)');
  const template = await publishedVersion('template', code);
  if (!template) throw misused(job, `没有已发布的文书模板「${code}」`, `no template “${code}” is published`);
  const at = deps.clock();
  const { calendar, rules, parameters } = await deps.bundles.referencesInForce();
  const about = await Cases.findById(job.case, {
    data: 1,
    facts: 1,
    factsIn: 1,
    region: 1,
    organisation: 1,
  }).lean<Case>();
  const compartment = placeOfPaper(code, placeOf(job));
  const region = about?.region ?? job.region ?? '340000';
  const reading = given(job, 'toSign') === true;
  const tooHeavy = (error: unknown): never => {
    throw error instanceof TooHeavy
      ? misused(job, `文书「${code}」${error.zh}`, `document “${code}”: ${error.en}`)
      : error;
  };
  const filled = await fillPaper({
    code,
    template,
    about,
    region,
    compartment,
    variables: job.variables,
    at,
    references: { calendar, rules, parameters },
  }).catch(tooHeavy);
  const { issuer } = filled;
  if ('fault' in filled)
    throw misused(
      job,
      `文书「${code}」无法填写，${filled.fault.zh}`,
      `document “${code}” cannot be filled in: ${filled.fault.en}`,
    );
  // Only now, since a template that cannot be filled would leave a gap in the series.
  const series = issuer && seriesFor(code, issuer, at);
  const number = series ? await drawNumber(series, job.id) : issuer?.number;
  const final = await inThread('document', 'write', {
    document: filled.bytes,
    texts: series ? { [NUMBER_BOOKMARK]: number! } : {},
  }).catch(tooHeavy);
  const free = Object.entries(final.parts).filter(([name]) => freePartOf(name));
  const bytes = Buffer.from(final.bytes);
  const name = documents.has(code)
    ? documents.rows[code]
    : { zh: template.name?.zh ?? code, en: template.name?.en ?? code };
  const made: StoredDocument = {
    _id: job.id,
    case: job.case,
    instance: job.instance,
    element: job.element,
    code,
    name: { zh: name.zh, en: name.en },
    fileName: `${name.zh}-${job.case}.docx`,
    contentType: DOCX,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    file: await storeFile(`${code}.docx`, bytes),
    ...(number && { number }),
    ...(issuer && { issuer: issuer.name }),
    ...(free.length > 0 && { free: Object.fromEntries(free) }),
    template: template.hash,
    region,
    createdAt: at,
    compartment,
    side: job.side,
    signatures: [],
  };
  await putDocument(made);
  return {
    documentId: made._id,
    documentCode: code,
    ...(number && { documentNumber: number }),
    ...(reading && { documentText: final.text, documentHash: made.sha256 }),
  };
};

/** The same job creates the same document: a second attempt replaces the first. */
async function putDocument(document: StoredDocument): Promise<void> {
  const before = await StoredDocuments.findById(document._id, { file: 1 }).lean<StoredDocument>();
  await StoredDocuments.collection.replaceOne({ _id: document._id } as never, document as never, { upsert: true });
  if (before) await deleteFile(before.file).catch(() => undefined);
}
