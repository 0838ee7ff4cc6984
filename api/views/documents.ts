import type { StoredDocument } from '../../models';
import { signatureMeans } from '../../domain/signatures/signature';
import { hasPdf } from '../documents/rendition';
import { outside } from '../access/targets';
import type { Document } from '../contract/documents';
import { namesOf } from './people';

export async function documentViews(documents: StoredDocument[]): Promise<Document[]> {
  const names = await namesOf(
    documents.flatMap(({ createdBy, signatures }) => [createdBy, ...signatures.map(({ by }) => by)]),
  );
  return documents.map((document) => ({
    id: outside(document._id),
    case: document.case,
    ...(document.task && { task: outside(document.task) }),
    code: document.code,
    name: document.name,
    ...(document.number && { number: document.number }),
    ...(document.issuer && { issuer: document.issuer }),
    fileName: document.fileName,
    contentType: document.contentType,
    size: document.size,
    sha256: document.sha256,
    ...(document.free && !document.fixedAt && { parts: { edits: document.edits?.length ?? 0 } }),
    pdf: hasPdf(document),
    createdAt: document.createdAt.toISOString(),
    createdBy: names(document.createdBy ?? 'system')!,
    ...(document.createdAs && { createdAs: document.createdAs }),
    compartment: document.compartment ?? 'sealed',
    ...(document.side && { side: document.side }),
    signatures: document.signatures.map(({ by, role, at, name, capacity, identifiedBy, means }) => ({
      by: names(by)!,
      role,
      at: at.toISOString(),
      ...(name && { name }),
      ...(capacity && { capacity }),
      ...(identifiedBy && { identifiedBy }),
      ...(signatureMeans.has(means) && { means }),
    })),
  }));
}
