import { z } from 'zod';
import { compartments } from '../../domain/compartments';
import { codeField } from '../../domain/fields';
import { bilingual, id, instant, person } from './common';
import { narrows, operation } from './operation';

const tag = 'documents';

export const documentSchema = z
  .strictObject({
    id,
    case: z.string(),
    task: id.optional(),
    /** Glossary code, or `upload`. */
    code: z.string(),
    name: bilingual,
    fileName: z.string(),
    contentType: z.string(),
    size: z.number().int(),
    sha256: z.string(),
    createdAt: instant,
    /** Who put it there; the system, where the process made it. */
    createdBy: person,
    /** The role in which somebody uploaded it. */
    createdAs: z.string().optional(),
    /** Where it lies: open, internal, sealed (what was filed to reach an agreement) or expert. */
    compartment: codeField(compartments),
    /** Whose alone it is within that. */
    side: z.enum(['worker', 'employer', 'neither']).optional(),
    signatures: z.array(z.strictObject({ by: person, role: z.string(), at: instant })),
  })
  .meta({ id: 'Document' });
export type Document = z.infer<typeof documentSchema>;

const upload = z
  .strictObject({
    /** Sent before the file. */
    task: id.optional(),
    code: z.string().max(80).optional(),
    compartment: codeField(compartments).optional(),
    /** Of a sealed one that staff upload: for whose eyes beside theirs. */
    side: z.enum(['worker', 'employer', 'neither']).optional(),
    file: z.any().meta({ type: 'string', format: 'binary' }),
  })
  .meta({ id: 'Upload' });

export const listDocuments = operation({
  id: 'listDocuments',
  tag,
  method: 'get',
  path: '/cases/{number}/documents',
  permission: 'document.read',
  target: { path: { number: 'case' }, query: { task: narrows } },
  query: z.strictObject({ task: id.optional() }),
  answer: z.strictObject({ rows: z.array(documentSchema) }),
  summary: { zh: '案件文书和材料', en: 'Documents of a case' },
});
export const uploadDocument = operation({
  id: 'uploadDocument',
  tag,
  method: 'post',
  path: '/cases/{number}/documents',
  permission: 'document.write',
  target: { path: { number: 'case' }, body: { task: { none: 'It arrives in parts, and has to be one of the case' } } },
  accepts: 'multipart/form-data',
  status: 201,
  body: upload,
  answer: documentSchema,
  summary: { zh: '上传材料', en: 'Upload a file' },
});
export const readDocument = operation({
  id: 'readDocument',
  tag,
  method: 'get',
  path: '/documents/{id}',
  permission: 'document.read',
  target: { path: { id: 'document' } },
  answer: documentSchema,
  summary: { zh: '文书信息', en: 'About a document' },
});
export const downloadDocument = operation({
  id: 'downloadDocument',
  tag,
  method: 'get',
  path: '/documents/{id}/content',
  permission: 'document.read',
  target: { path: { id: 'document' } },
  gives: 'application/octet-stream',
  query: z.strictObject({ inline: z.enum(['true', 'false']).optional() }),
  summary: { zh: '下载（支持 Range）', en: 'Download, whole or a range' },
});
export const signDocument = operation({
  id: 'signDocument',
  tag,
  method: 'post',
  path: '/documents/{id}/signatures',
  permission: 'document.write',
  target: { path: { id: 'document' } },
  body: z.strictObject({ sha256: z.string().length(64) }),
  answer: documentSchema,
  summary: { zh: '签收或签字确认', en: 'Sign off a document as one has read it' },
});
