import { codeList } from '../codeList';
import { documents } from '../documents';
import type { Text } from '../text';

/** Papers that are served and made elsewhere, or under another name than the document that they are. */
const others = codeList({
  'partial-award': { zh: '先行裁决书', en: 'Partial award' },
  'case-revocation-notice': { zh: '撤销案件通知书', en: 'Notice of revocation of the case' },
  'payment-order': { zh: '支付令', en: 'Payment order' },
});

/** The name of a paper that is served. */
export const paperName = (code: string): Text =>
  documents.has(code) || !others.has(code)
    ? { zh: documents.name(code, 'zh'), en: documents.name(code, 'en') }
    : { zh: others.name(code, 'zh'), en: others.name(code, 'en') };
