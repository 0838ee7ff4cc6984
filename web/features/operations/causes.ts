import { codeList } from '../../../domain/codeList';
import type { StuckCode } from '../../../engine/run/Stuck';
import { hostTroubles, type HostTrouble } from '../../../domain/hostTroubles';
import type { Text } from '../../../domain/text';

const named: Record<StuckCode | HostTrouble, Text> = {
  ...hostTroubles.rows,
  JOB_FAILED: { zh: '作业失败', en: 'Work failed' },
  CALL_FAILED: { zh: '子流程失败', en: 'Called process failed' },
  CALL_TOO_DEEP: { zh: '调用层次过深', en: 'Calls nested too deeply' },
  EXPRESSION_FAILED: { zh: '表达式出错', en: 'Expression failed' },
  NOT_BOOLEAN: { zh: '条件不是是或否', en: 'Neither true nor false' },
  NOT_A_DATE: { zh: '不是日期', en: 'Not a date' },
  NOT_A_NUMBER: { zh: '不是数字', en: 'Not a number' },
  NOT_A_LIST: { zh: '不是列表', en: 'Not a list' },
  NOT_A_TEXT: { zh: '不是文字', en: 'Not text' },
  NO_FLOW_CHOSEN: { zh: '没有可走的出口', en: 'No outgoing flow applies' },
  NO_SUCH_DECISION: { zh: '没有这个决策', en: 'No such decision' },
  NO_SUCH_LINK: { zh: '没有这个链接', en: 'No such link' },
  LOOP_WITHOUT_WAIT: { zh: '不等待的循环', en: 'Loop without a wait' },
  STEP_TOO_LONG: { zh: '一步的工作量过大', en: 'A step does too much' },
  TOO_MANY_INSTANCES: { zh: '多实例数量过多', en: 'Too many instances at once' },
  TOO_LARGE: { zh: '数据过大', en: 'Too much data' },
  UNHANDLED_ERROR: { zh: '错误没有被捕获', en: 'Error not caught' },
  NO_SUCH_ACTIVITY: { zh: '没有这个活动', en: 'No such activity' },
};

/** Why an instance is stuck, in a word or two. */
export const causes = codeList(named);
