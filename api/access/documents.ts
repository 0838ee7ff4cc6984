import type { StoredDocument } from '../../models';
import type { Who } from './Who';

/** Those before whom what was said to reach an agreement must not be used later. */
const laterStages = ['arbitrator', 'court'] as const;

/**
 * Whether a document of a case within reach is for somebody's eyes: confidential material is not for those who decide
 * later.
 */
export const mayReadDocument = (who: Who, document: Pick<StoredDocument, 'confidential'>): boolean =>
  !document.confidential || who.roles.some((role) => !(laterStages as readonly string[]).includes(role));
