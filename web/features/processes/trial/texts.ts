import { texts } from '../../../texts';

export const useTrialTexts = texts({
  title: ['试运行', 'Try it'], simulation: ['模拟', 'Simulation'], edit: ['编辑', 'Edit'], versions: ['各版本', 'Versions'], help: ['在浏览器里用真实引擎运行，不影响任何案件。', 'Runs in the browser with the real engine; no case is touched.'],
  process: ['流程', 'Process'], sample: ['样例案件', 'Sample case'], own: ['自己填写', 'My own'], variables: ['变量', 'Variables'], startVariables: ['开始时的变量（JSON）', 'Variables at the start (JSON)'], begin: ['开始时间', 'Begins'], start: ['开始', 'Start'], again: ['重新开始', 'Start again'],
  badJson: ['不是 JSON 对象 {{message}}', 'It is no JSON object {{message}}'], badPlace: ['（第 {{line}} 行第 {{column}} 个字符处有误）', '(see line {{line}}, character {{column}})'], refused: ['引擎不接受：{{message}}', 'The engine refuses: {{message}}'], notRunnable: ['这个版本不能运行', 'This version cannot run'], notRunnableHelp: ['{{message}} 请改正后再试。', '{{message}} Mend it, then try again.'],
  undo: ['撤销一步', 'Undo'], clock: ['虚拟时间', 'Virtual time'], pass: ['快进到下一事件', 'Let time pass to the next'], passDay: ['快进一天', 'Let a day pass'], nothingTimed: ['没有计时', 'Nothing is timed'], next: ['下一事件：{{at}}', 'next: {{at}}'], autoJobs: ['自动完成系统工作', 'Do jobs by themselves'],
  tasks: ['待办任务', 'Open tasks'], jobs: ['系统工作', 'Jobs'], messages: ['等待的消息', 'Messages awaited'], timers: ['计时', 'Timers'], remind: ['提醒', 'reminder'], breach: ['届满', 'runs out'], escalate: ['上报', 'escalation'], incidents: ['异常', 'Incidents'], story: ['经过', 'Story'], nothing: ['没有', 'None'],
  complete: ['完成', 'Complete'], answer: ['作答', 'Answer'], fail: ['失败', 'Fail'], deliver: ['送达', 'Deliver'], broadcast: ['广播', 'Broadcast'], retry: ['重试', 'Retry'], skip: ['跳过', 'Skip'], result: ['结果(JSON)', 'Result (JSON)'], error: ['BPMN 错误代码', 'BPMN error code'], throwError: ['抛出错误', 'Throw the error'], noForm: ['没有表单，请以 JSON 作答。', 'There is no form: answer in JSON.'],
  ended: ['流程已结束', 'The process has ended'], outcome: ['结果', 'Result'], setVariables: ['修改变量', 'Set variables'], apply: ['应用', 'Apply'], diagram: ['流程图', 'Diagram'], startActivity: ['启动', 'Start'], who: ['由 {{who}} 办理', 'by {{who}}'], close: ['关闭', 'Close'],
});

export const useSimulationTexts = texts({
  title: ['模拟', 'Simulation'], help: ['用真实引擎和虚拟时间运行许多虚拟案件，看期限是否守得住、谁的工作堆积。', 'Runs many virtual cases in the real engine by a virtual clock: are limits kept, and where does work pile up?'],
  cases: ['案件数', 'Cases'], perDay: ['每天新案', 'New cases a day'], seed: ['随机种子', 'Seed'], begin: ['开始日期', 'Begins on'], hours: ['只在工作日 9:00–17:00 办理', 'People work on working days, 9:00–17:00'], people: ['各角色人数', 'People by role'], run: ['运行模拟', 'Run'], stop: ['停止', 'Stop'], running: ['正在模拟 {{n}} 件…', 'Simulating {{n}} cases…'],
  tasks: ['任务用时与结果', 'How long tasks take, and what comes of them'], task: ['任务', 'Task'], minutes: ['用时（分钟，平均）', 'Minutes (mean)'], outcomes: ['结果及权重', 'Outcomes and weights'], role: ['角色', 'Role'], process: ['流程', 'Process'], weight: ['权重', 'Weight'], noOutcomes: ['无按钮结果', 'No buttons'],
  result: ['结果', 'Result'], started: ['开始', 'Started'], completed: ['结束', 'Completed'], open: ['未结', 'Open'], failed: ['失败', 'Failed'], duration: ['办理时长', 'Duration'], mean: ['平均', 'mean'], p90: ['九成以内', '90 % within'], max: ['最长', 'longest'],
  limits: ['期限', 'Limits'], limit: ['期限', 'Limit'], armed: ['起算', 'Started'], fired: ['到期', 'Ran out'], share: ['比例', 'Share'], moment: ['类型', 'Moment'], breach: ['超期', 'breach'], remind: ['提醒', 'reminder'], escalate: ['升级', 'escalation'],
  waiting: ['各角色任务等待', 'How long work waits, by role'], stages: ['各阶段用时', 'Time per stage'], count: ['次数', 'Count'], incidents: ['异常', 'Incidents'], heat: ['流程图：平均用时（深色更久）', 'Diagram: mean time (darker is longer)'], days: ['{{n}} 天', '{{n|day|days}}'], hoursUnit: ['{{n}} 小时', '{{n}} h'], minutesUnit: ['{{n}} 分钟', '{{n}} min'], failedRun: ['模拟失败：{{message}}', 'The simulation failed: {{message}}'], none: ['没有', 'None'],
});
