import { acts } from '../../../domain/acts';
import { codeList } from '../../../domain/codeList';
import type { Language } from '../../texts';

/** What stands in the audit trail besides the acts of the law: what people do here, and what moves a process. */
const deeds = codeList({
  'session.begin': { zh: '登录', en: 'Signed in' },
  'session.refuse': { zh: '登录失败', en: 'Failed to sign in' },
  'session.end': { zh: '退出登录', en: 'Signed out' },
  'session.revoke': { zh: '结束一个登录', en: 'Ended a session' },
  'session.endOthers': { zh: '结束其他登录', en: 'Ended the other sessions' },
  'password.refuse': { zh: '原密码错误', en: 'Gave a wrong present password' },
  'secondFactor.add': { zh: '启用动态验证码', en: 'Set up a second factor' },
  'secondFactor.drop': { zh: '停用动态验证码', en: 'Took the second factor away' },
  'secondFactor.reset': { zh: '取消用户的动态验证码', en: 'Took a user’s second factor away' },
  'provider.link': { zh: '关联统一认证', en: 'Linked with a provider' },
  'provider.unlink': { zh: '解除统一认证关联', en: 'Ended a link with a provider' },
  'audit.keyed': { zh: '用密钥封存以前的记录', en: 'Sealed former entries under the key' },
  reads: { zh: '封存查阅记录', en: 'Sealed who looked at what' },
  'password.change': { zh: '修改密码', en: 'Changed the password' },
  'message.send': { zh: '发送消息', en: 'Sent a message' },
  'message.court': { zh: '登记法院消息', en: 'Entered a message of the court' },
  'case.export': { zh: '导出案件', en: 'Exported cases' },
  'code.reissue': { zh: '重发查询码', en: 'Reissued a tracking code' },
  comment: { zh: '写备注', en: 'Commented' },
  'definition.draft': { zh: '新建草稿', en: 'Made a draft' },
  'definition.change': { zh: '修改草稿', en: 'Changed a draft' },
  'definition.drop': { zh: '删除草稿', en: 'Dropped a draft' },
  'definition.publish': { zh: '发布', en: 'Published' },
  'definition.retire': { zh: '停用版本', en: 'Retired a version' },
  'document.upload': { zh: '上传材料', en: 'Uploaded a file' },
  'document.sign': { zh: '签收', en: 'Signed off a document' },
  'task.claim': { zh: '认领', en: 'Claimed' },
  'task.release': { zh: '放回', en: 'Released' },
  'task.delegate': { zh: '转交', en: 'Delegated' },
  'user.add': { zh: '新增用户', en: 'Added a user' },
  'user.change': { zh: '修改用户', en: 'Changed a user' },
  'mediator.add': { zh: '新增调解员', en: 'Added a mediator' },
  'mediator.change': { zh: '修改调解员', en: 'Changed a mediator' },
  'organisation.add': { zh: '新增机构', en: 'Added an organisation' },
  'organisation.change': { zh: '修改机构', en: 'Changed an organisation' },
  'calendar.enter': { zh: '载入日历', en: 'Entered a calendar' },
  'rules.enter': { zh: '修改期限', en: 'Changed the limits' },
  'parameters.enter': { zh: '修改参数', en: 'Changed the parameters' },
  'incident.retryMany': { zh: '批量重试异常', en: 'Retried incidents' },
  'incident.mend': { zh: '处理实例异常', en: 'Mended an instance' },
  'migration.start': { zh: '开始迁移', en: 'Began a migration' },
  orphanReplaced: { zh: '更换未发生的记录', en: 'Replaced a record of what never happened' },
  start: { zh: '开始', en: 'Began' },
  taskCompleted: { zh: '办结任务', en: 'Completed a task' },
  jobCompleted: { zh: '系统办完一步', en: 'The system did a step' },
  jobFailed: { zh: '系统办理失败', en: 'A step of the system failed' },
  timeCame: { zh: '到期', en: 'A time came' },
  messageArrived: { zh: '收到消息', en: 'A message arrived' },
  signalArrived: { zh: '收到信号', en: 'A signal arrived' },
  callCompleted: { zh: '所调用的流程结束', en: 'A called process ended' },
  callFailed: { zh: '所调用的流程失败', en: 'A called process failed' },
  callEscalated: { zh: '所调用的流程上报', en: 'A called process escalated' },
  variablesSet: { zh: '更正案件信息', en: 'Corrected what is known' },
  contextChanged: { zh: '按新规定重算期限', en: 'Derived dates anew' },
  cancelled: { zh: '撤回', en: 'Withdrew' },
  incidentRetried: { zh: '重试异常', en: 'Retried an incident' },
  elementSkipped: { zh: '跳过一步', en: 'Skipped a step' },
  tokensMoved: { zh: '移动流程位置', en: 'Moved a token' },
  migrated: { zh: '迁移版本', en: 'Migrated' },
  workflowEnded: { zh: '流程服务中止流程', en: 'The workflow service ended it' },
  orphanWithdrawn: { zh: '收回没有发生的步骤', en: 'Took back a step that never came to be' },
  activityStarted: { zh: '开始临时步骤', en: 'Began an ad hoc step' },
});

/** An entry's action in words; several are named one after another. What has no name stays as it is. */
export const actionName = (action: string, language: Language): string =>
  action
    .split(',')
    .map((code) => (acts.has(code) ? acts.name(code, language) : deeds.name(code, language)))
    .join(language === 'zh' ? '、' : ', ');

/** By what of a case somebody looked at it: the operations of the API that read about one thing. */
const looks = codeList({
  readCase: { zh: '案件', en: 'The case' },
  caseDeadlines: { zh: '期限', en: 'Its limits' },
  caseTrace: { zh: '办理经过', en: 'Its history' },
  casePaths: { zh: '流程图', en: 'Its diagram' },
  caseOutlook: { zh: '后续步骤', en: 'What comes next' },
  caseAt: { zh: '过去某一时刻的情况', en: 'How it stood at a moment' },
  listComments: { zh: '备注', en: 'The comments' },
  readTask: { zh: '任务和表单', en: 'A task and its form' },
  taskColleagues: { zh: '可转交的同事', en: 'Who else may do a task' },
  listDocuments: { zh: '文书材料目录', en: 'The list of papers' },
  readDocument: { zh: '文书材料的信息', en: 'What is known of a paper' },
  downloadDocument: { zh: '文书材料', en: 'A paper' },
  readIncident: { zh: '异常', en: 'An incident' },
  readInstance: { zh: '流程实例', en: 'The process instance' },
});
export const lookName = (action: string, language: Language): string => looks.name(action, language);
