import type { Cause } from './causes';
import type { Text } from './text';

/** A cause in the words of those who have the problem, and others under which they look for it. */
interface CauseWords extends Text {
  words: string;
  /** What most people come with; listed first. */
  usual?: true;
}

/**
 * The causes of the arbitration list as people call them: the official names (劳动报酬) are not what they look for (工资).
 * In the order in which they are offered.
 */
export const causeWords: Readonly<Record<Cause, CauseWords>> = {
  wages: {
    zh: '拖欠、克扣工资',
    en: 'Wages not paid',
    words: '工资 薪水 薪资 欠薪 讨薪 奖金 提成 津贴 高温 最低工资 试用期工资 salary pay arrears bonus',
    usual: true,
  },
  overtime: {
    zh: '没给加班费',
    en: 'Overtime not paid',
    words: '加班费 加班 休息日 节假日 夜班 双休 overtime',
    usual: true,
  },
  severance: {
    zh: '辞退、离职的补偿金',
    en: 'Severance on leaving',
    words: '补偿金 经济补偿金 遣散费 辞退 裁员 失业 被迫离职 N N+1 severance layoff',
    usual: true,
  },
  'unlawful-termination': {
    zh: '被违法辞退的赔偿（2N）',
    en: 'Unlawfully dismissed (2N)',
    words: '2N 赔偿金 违法辞退 开除 无故辞退 炒鱿鱼 dismissed fired',
    usual: true,
  },
  'double-wages': {
    zh: '没签书面合同（二倍工资）',
    en: 'No written contract (double wages)',
    words: '没签合同 双倍工资 两倍工资 书面合同 contract double',
    usual: true,
  },
  'annual-leave': {
    zh: '年休假没休',
    en: 'Annual leave not given',
    words: '年假 带薪年假 休假 leave holiday vacation',
    usual: true,
  },
  'social-insurance': {
    zh: '没缴、少缴社保',
    en: 'Social insurance not paid',
    words: '社保 五险 五险一金 保险 断缴 insurance',
    usual: true,
  },
  injury: { zh: '工伤待遇', en: 'Work injury', words: '工伤 受伤 伤残 职业病 医药费 injury accident', usual: true },
  relationship: {
    zh: '确认是这家单位的职工',
    en: 'Proof of being employed',
    words: '事实劳动关系 劳动关系 没有合同 外卖 挂靠 employed',
    usual: true,
  },
  termination: {
    zh: '解除合同、代通知金、离职证明',
    en: 'Termination, notice pay, certificate of leaving',
    words: '代通知金 离职证明 恢复工作 继续履行 退工 档案 notice certificate',
    usual: true,
  },
  maternity: { zh: '产假、生育待遇', en: 'Maternity', words: '产假 怀孕 三期 哺乳 生育津贴 pregnancy', usual: true },
  contract: { zh: '劳动合同的其他问题', en: 'Other questions of the contract', words: '合同 违约金 contract' },
  'contract-change': { zh: '调岗、降薪', en: 'Transfer or lower pay', words: '调岗 降薪 换岗 变更 transfer' },
  'working-time': { zh: '工作时间、休息', en: 'Working time and rest', words: '工时 休息 倒班 hours rest' },
  dispatch: { zh: '劳务派遣', en: 'Temporary agency work', words: '派遣 外包 中介 同工同酬 agency' },
  'part-time': { zh: '非全日制、小时工', en: 'Part-time work', words: '小时工 兼职 钟点工 part-time' },
  'non-competition': { zh: '竞业限制', en: 'Non-competition', words: '竞业 保密 违约金 non-compete' },
  'collective-contract': { zh: '集体合同', en: 'Collective contract', words: '工会 集体 union' },
  pension: { zh: '养老金、退休', en: 'Pension', words: '养老 退休 pension retirement' },
  medical: { zh: '医保、病假待遇', en: 'Medical benefit and sick pay', words: '医保 病假 医疗期 医疗费 sick' },
  unemployment: { zh: '失业金', en: 'Unemployment benefit', words: '失业 失业保险金 unemployment' },
  benefits: { zh: '福利', en: 'Benefits', words: '公积金 住房 食宿 过节费 福利 benefits' },
  training: { zh: '培训费、服务期', en: 'Training costs and service period', words: '培训费 服务期 违约金 training' },
  protection: { zh: '劳动保护', en: 'Protection at work', words: '安全 防护 体检 女职工 safety' },
  compensation: { zh: '赔偿损失', en: 'Damages', words: '赔偿 损失 扣押证件 押金 damages' },
  'personnel-contract': {
    zh: '事业单位聘用合同',
    en: 'Appointment in a public institution',
    words: '事业单位 聘用 编制 appointment',
  },
  resignation: { zh: '事业单位辞职', en: 'Resignation from a public institution', words: '辞职 resignation' },
  dismissal: { zh: '事业单位辞退', en: 'Dismissal from a public institution', words: '辞退 dismissal' },
  appraisal: { zh: '考核结果', en: 'Appraisal', words: '考核 appraisal' },
  sanction: { zh: '处分等', en: 'Sanction', words: '处分 sanction' },
  other: { zh: '其他问题', en: 'Something else', words: '其他 other' },
};

/** Whether somebody who types this looks for the cause; `names` are what it is called besides. */
export function isMeant(cause: Cause, typed: string, names: string): boolean {
  const { zh, en, words } = causeWords[cause];
  const all = `${names} ${zh} ${en} ${words}`.toLowerCase();
  return typed
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .every((part) => all.includes(part));
}
