import { z } from 'zod';
import { mostPresent } from '../../domain/identification';
import { StoredDocuments } from '../../models';
import { given, givenText, misused, type JobType } from './JobType';

const personSchema = z.object({
  person: z.string().nullish(),
  capacity: z.string().nullish(),
  identifiedBy: z.string().nullish(),
});
const signatureSchema = personSchema.extend({
  signer: z.string(),
  by: z.string().nullish(),
  people: z.array(personSchema).max(mostPresent).nullish(),
  means: z.string().nullish(),
  at: z.string().nullish(),
  sha256: z.string(),
});

/**
 * Records the signatures on a document that all have signed, and opens it to everybody who may see the case: before, it
 * was a proposal. Refused if it is no longer the document that they signed.
 */
export const documentSign: JobType = async (job, deps) => {
  const id = givenText(job, 'document');
  const read = z.array(signatureSchema).max(100).safeParse(given(job, 'signatures'));
  if (!id || !read.success)
    throw misused(
      job,
      '没有给出文书 document 或者签名 signatures',
      'no document or no signatures are given (document, signatures)',
    );
  const now = deps.clock();
  const signatures = read.data.flatMap(({ signer, by, at, people, means, ...one }) =>
    (people?.length ? people : [one]).map(({ person, capacity, identifiedBy }) => ({
      by: by ?? 'system',
      role: signer,
      at: at ? new Date(at) : now,
      ...(person && { name: person }),
      ...(capacity && { capacity }),
      ...(identifiedBy && { identifiedBy }),
      ...(means && { means }),
    })),
  );
  const signed = read.data.map(({ sha256 }) => sha256);
  // The process knows the paper by the hash that it was made with. Those who signed saw it as it was edited before, and
  // since the first of them did nothing was changed (api/documents/edits.ts).
  const document = await StoredDocuments.findOneAndUpdate(
    { _id: id, case: job.case, $or: [{ sha256: { $in: signed } }, { 'original.sha256': { $in: signed } }] },
    { $set: { signatures, compartment: 'open' } },
  );
  if (!document || signed.some((sha256) => sha256 !== document.sha256 && sha256 !== document.original?.sha256))
    throw misused(
      job,
      '签署的不是这份文书，请重新签署',
      'this is not the document that was signed: have it signed again',
    );
};
