import { z } from 'zod';
import { signatureMeans } from '../../domain/signatures/signature';
import { compartments } from '../../domain/compartments';
import { freeParts, LONGEST_PART } from '../../domain/freeParts';
import { codeField } from '../../domain/fields';
import { bilingual, id, instant, person } from './common';
import { oneTimeCode, sentCode } from './contacts';
import { narrows, operation } from './operation';

const tag = 'documents';

export const documentSchema = z
  .strictObject({
    id,
    case: z.string(),
    task: id.optional(),
    /** Document code of the glossary, or `upload`. */
    code: z.string(),
    name: bilingual,
    /** The number that its issuer gave it, and who that is. */
    number: z.string().optional(),
    issuer: bilingual.optional(),
    fileName: z.string(),
    contentType: z.string(),
    size: z.number().int(),
    sha256: z.string(),
    createdAt: instant,
    /** Who filed it; the system, if the process created it. */
    createdBy: person,
    /** The role in which it was uploaded. */
    createdAs: z.string().optional(),
    /** Whether it has parts that its issuer may edit before issue, and how often that was done. */
    parts: z.object({ edits: z.number().int() }).strict().optional(),
    /** Whether it is also there as a PDF. */
    pdf: z.boolean(),
    /** Its compartment: open, internal, sealed (filed to reach an agreement) or expert. */
    compartment: codeField(compartments),
    /** The only side that may see it within the compartment. */
    side: z.enum(['worker', 'employer', 'neither']).optional(),
    /** `by`: the account that signed, or that recorded whose signature it is (`name`) and how it was made. */
    signatures: z.array(
      z.strictObject({
        by: person,
        role: z.string(),
        at: instant,
        name: z.string().optional(),
        capacity: z.string().optional(),
        identifiedBy: z.string().optional(),
        means: codeField(signatureMeans).optional(),
      }),
    ),
  })
  .meta({ id: 'Document' });
export type Document = z.infer<typeof documentSchema>;

const upload = z
  .strictObject({
    /** Must be sent before the file. */
    task: id.optional(),
    code: z.string().max(80).optional(),
    compartment: codeField(compartments).optional(),
    /** For a sealed document uploaded by staff: the side that may see it besides them. */
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
  target: { path: { number: 'case' }, body: { task: { none: 'It arrives in parts, and has to belong to the case' } } },
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
  summary: { zh: '文书信息', en: 'The description of a document' },
});
export const downloadDocument = operation({
  id: 'downloadDocument',
  tag,
  method: 'get',
  path: '/documents/{id}/content',
  permission: 'document.read',
  target: { path: { id: 'document' } },
  gives: 'application/octet-stream',
  /** `as`: the PDF of a paper that the system made; anything else exists only as it was uploaded. */
  query: z.strictObject({ inline: z.enum(['true', 'false']).optional(), as: z.enum(['pdf']).optional() }),
  summary: { zh: '下载（支持 Range）', en: 'Download a document, whole or in part' },
});
export const signDocument = operation({
  id: 'signDocument',
  tag,
  method: 'post',
  path: '/documents/{id}/signatures',
  permission: 'document.write',
  target: { path: { id: 'document' } },
  body: z.strictObject({ sha256: z.string().length(64), code: oneTimeCode.optional() }),
  answer: documentSchema,
  summary: { zh: '签收或签字确认', en: 'Sign for a document that one has read' },
});
export const sendSignatureCode = operation({
  id: 'sendSignatureCode',
  tag,
  method: 'post',
  path: '/documents/{id}/signatures/code',
  permission: 'document.write',
  target: { path: { id: 'document' } },
  body: z.strictObject({}),
  answer: sentCode,
  summary: {
    zh: '向本人的联系号码发送验证码，用于确认签收',
    en: 'Send a code to the caller’s contact, to confirm that they sign for a document',
  },
});

/** A volume of the case file: open to the parties (正卷), or internal (副卷). */
const volume = z.enum(['open', 'internal']);
const volumeSchema = z
  .strictObject({
    volume,
    items: z.array(
      z.strictObject({
        /** Its number in the index. */
        number: z.number().int(),
        document: documentSchema,
      }),
    ),
  })
  .meta({ id: 'CaseVolume' });
export type CaseVolume = z.infer<typeof volumeSchema>;

export const readCaseFile = operation({
  id: 'readCaseFile',
  tag,
  method: 'get',
  path: '/cases/{number}/file',
  permission: 'document.read',
  target: { path: { number: 'case' } },
  answer: z.strictObject({
    /** Only those that the reader may see. */
    volumes: z.array(volumeSchema),
    /** How long the file has to be kept; absent while the commission has not closed the case. */
    retention: z
      .strictObject({ years: z.number().int(), limit: z.string(), keptUntil: z.string(), article: bilingual })
      .optional(),
  }),
  summary: { zh: '案卷目录：正卷和副卷', en: 'The index of the case file: its open and its internal volume' },
});
export const downloadVolume = operation({
  id: 'downloadVolume',
  tag,
  method: 'get',
  path: '/cases/{number}/file/{volume}',
  permission: 'document.read',
  target: { path: { number: 'case', volume: { none: 'The volumes are the same for every case' } } },
  gives: 'application/pdf',
  summary: { zh: '下载一卷：封面、目录和连续页码', en: 'Download a volume: cover, index and continuous page numbers' },
});

const partSchema = z.strictObject({
  part: codeField(freeParts),
  /** As the template gave it, and as it reads now. */
  generated: z.string(),
  text: z.string(),
});
export const partsSchema = z
  .strictObject({
    sha256: z.string(),
    parts: z.array(partSchema),
    edits: z.array(z.strictObject({ part: codeField(freeParts), by: person, at: instant, sha256: z.string() })),
    /** Whether the reader may edit it now; otherwise why not. */
    editable: z.boolean(),
    reason: bilingual.optional(),
  })
  .meta({ id: 'PaperParts' });
export type PaperParts = z.infer<typeof partsSchema>;

export const readDocumentParts = operation({
  id: 'readDocumentParts',
  tag,
  method: 'get',
  path: '/documents/{id}/parts',
  permission: 'document.read',
  target: { path: { id: 'document' } },
  answer: partsSchema,
  summary: {
    zh: '文书的可修改部分，与生成内容对照',
    en: 'The parts of a paper that may be edited, beside what was generated',
  },
});
export const editDocument = operation({
  id: 'editDocument',
  tag,
  method: 'put',
  path: '/documents/{id}/parts',
  permission: 'document.write',
  target: { path: { id: 'document' } },
  body: z.strictObject({
    /** Of the paper that was read. */
    sha256: z.string().length(64),
    parts: z.partialRecord(codeField(freeParts), z.string().trim().min(1).max(LONGEST_PART)),
  }),
  answer: partsSchema,
  summary: { zh: '签发前修改文书的可修改部分', en: 'Edit the free parts of a paper before it is issued' },
});
