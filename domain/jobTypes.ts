import { codeList } from './codeList';

/** The job types that a model may use in a task definition; `activities/jobs` implements them. */
export const jobTypes = codeList({
  'case.file': { zh: '向另一仲裁委员会立案', en: 'File with another commission' },
  'case.similar': { zh: '查找同类案件', en: 'Find similar filings' },
  'document.create': { zh: '生成文书', en: 'Create a document' },
  'document.sign': { zh: '登记签署', en: 'Record the signatures' },
  'notice.send': { zh: '发送通知', en: 'Send a notice' },
  'organisation.choose': { zh: '选定调解组织', en: 'Choose a mediation organisation' },
  'organisation.list': { zh: '列出调解组织', en: 'List the mediation organisations' },
  'mediator.choose': { zh: '选定调解员', en: 'Choose a mediator' },
  'http.request': { zh: '调用外部系统', en: 'Call another system' },
  'court.return': { zh: '向委派的法院反馈结果', en: 'Return the result to the court that referred it' },
});
export type JobTypeCode = (typeof jobTypes.codes)[number];
