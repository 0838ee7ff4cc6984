import type { Bilingual } from '../contract/common';

const remedies: Record<string, Bilingual> = {
  JOB_FAILED: {
    zh: '检查所连的系统和任务参数，排除原因后重试；系统长期不可用时，可线下办理后跳过并说明理由；模型本身有误的（如任务类型不存在），改正流程、发布新版本，迁移该案件后重试。',
    en: 'Check the system that the task calls and its parameters, then retry; if it stays unavailable, do the work by hand and skip the step with a reason. If the model itself is wrong (such as a job type that does not exist), publish a corrected version, migrate the case, then retry.',
  },
  EXPRESSION_FAILED: {
    zh: '表达式求值出错：更正它读取的变量后重试；表达式本身有误的，改正流程、发布新版本并迁移该案件。',
    en: 'An expression failed: correct the variables that it reads and retry; if the expression itself is wrong, publish a corrected version and migrate the case.',
  },
  NO_FLOW_CHOSEN: {
    zh: '没有一条出口的条件成立：更正相关变量后重试，或把令牌移到应走的步骤；流程应补上默认出口。',
    en: 'No outgoing flow applies: correct the variables and retry, or move the token to where it belongs; the model should have a default flow.',
  },
  NO_SUCH_DECISION: {
    zh: '发布所引用的决策表后重试。',
    en: 'Publish the decision that the step refers to, then retry.',
  },
  CALL_FAILED: {
    zh: '打开被调用的流程，处理其中的异常；或更正变量后重试本步骤。',
    en: 'Open the called process and repair what failed there, or correct the variables and retry this step.',
  },
  UNHANDLED_ERROR: {
    zh: '流程抛出的错误没有被捕获：排除原因后重试，或移动令牌；流程应补上错误边界事件。',
    en: 'Nothing caught an error thrown by the model: remove the cause and retry, or move the token; the model should have an error boundary event.',
  },
  NOT_A_DATE: {
    zh: '期限没有得到日期：更正起算日等变量后重试。',
    en: 'A time limit has no date: correct the day from which it runs and retry.',
  },
  NOT_A_LIST: {
    zh: '多实例的集合不是列表：更正变量后重试。',
    en: 'The collection of a multi-instance activity is not a list: correct the variable and retry.',
  },
  NOT_BOOLEAN: {
    zh: '条件没有得出是或否：更正它读取的变量后重试。',
    en: 'A condition was neither true nor false: correct the variables that it reads and retry.',
  },
  RECORD_REFUSED: {
    zh: '数据库拒绝写入这一步（原因见上，多为内容过大），系统会一直重试，其他案件不受影响：排除原因后自动恢复；无法排除的，关闭该实例并说明理由。',
    en: 'The database refuses this step (see the cause; usually it is too large). It is retried again and again, and no other case waits for it: once the cause is removed it continues by itself; if that is impossible, close the instance with a reason.',
  },
  WORKFLOW_FAILING: {
    zh: '流程的处理反复失败：修复后会自动继续；可以让它从最后成功处重新开始；无法恢复的，关闭该实例并说明理由。',
    en: 'Its workflow fails again and again: once repaired it continues by itself; or reset it to its last task that succeeded; if nothing helps, close the instance with a reason.',
  },
  WORKFLOW_ENDED: {
    zh: '流程服务已结束该流程，任务不能再办理：让它从最后成功处继续（必要时随后更正变量），或关闭该实例并说明理由；记录缺少步骤的，先重建记录。',
    en: 'The workflow service has ended it and its tasks can no longer be done: resume it after its last task that succeeded (then correct variables if needed), or close the instance with a reason; if steps are missing, rebuild its record first.',
  },
  RECORD_MISSING: {
    zh: '流程正在运行而没有记录：从流程历史重建记录；不应存在的，关闭该实例。',
    en: 'It runs without a record: rebuild the record from its history, or close the instance if it should not exist.',
  },
  START_NOT_ARMED: {
    zh: '更正该开始事件的时间或名称并发布新版本，启用后本异常自动消除；其他开始事件不受影响。在此之前，需要的流程请手工发起。',
    en: 'Correct the time or name of the start event and publish a new version; once that is armed, this incident ends by itself. Other start events are not affected. Until then, start the process by hand where it is needed.',
  },
  MESSAGE_REFUSED: {
    zh: '案件未受影响，无须修复。有人绕过本系统直接访问了流程服务：请查明来源，检查流程服务的网络访问和凭据，然后点“知悉”。',
    en: 'The case was not affected and needs no repair. Somebody reached the workflow service past this system: find out who, check its network access and credentials, then note it.',
  },
  NOT_A_TEXT: {
    zh: '名称或键没有得出文字：更正它读取的变量后重试。',
    en: 'A name or key did not evaluate to text: correct the variables that it reads and retry.',
  },
};

const otherwise: Bilingual = {
  zh: '查看原因，更正变量后重试；无法恢复的，跳过该步骤或移动令牌，并说明理由。',
  en: 'Read the cause, correct the variables and retry; if that does not help, skip the step or move the token, with a reason.',
};

/** What an operator can do about an incident. */
export const remedyOf = (code: string, phase: string): Bilingual =>
  remedies[code] ?? (phase === 'derive' ? remedies.NOT_A_DATE! : otherwise);
