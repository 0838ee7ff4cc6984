import { codeList } from '../codeList';
import { documents } from '../documents';
import type { Text } from '../text';

/** Served papers that are made elsewhere, or that have another name than their document. */
const others = codeList({
  'claims-change': { zh: '变更仲裁请求申请书', en: 'Changed claims' },
  'partial-award': { zh: '先行裁决书', en: 'Partial award' },
  'case-revocation-notice': { zh: '撤销案件通知书', en: 'Notice of revocation of the case' },
  'payment-order': { zh: '支付令', en: 'Payment order' },
});

/** The name of a served paper. */
export const paperName = (code: string): Text =>
  documents.has(code) || !others.has(code)
    ? { zh: documents.name(code, 'zh'), en: documents.name(code, 'en') }
    : { zh: others.name(code, 'zh'), en: others.name(code, 'en') };
