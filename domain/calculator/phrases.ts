import { addTo, type Day } from '../limits/dates';
import type { Text } from '../text';
import type { Field } from './Calculation';

/** Fields and hints that several calculations share. */
export const averageWage: Field = {
  key: 'wage',
  type: 'money',
  label: {
    zh: '离职前十二个月的月平均工资（元，应得工资）',
    en: 'Average monthly wage of the last twelve months (yuan, before deductions)',
  },
  help: {
    zh: '包括奖金、津贴和补贴，扣社保和税之前；工作不满十二个月的，按实际月数平均（实施条例第27条）。',
    en: 'With bonuses and allowances, before insurance and tax; with less than twelve months of work, the average of those worked (Regulation art. 27).',
  },
};
export const monthlyWage: Field = {
  key: 'wage',
  type: 'money',
  label: { zh: '月工资（元，应得工资）', en: 'Monthly wage (yuan, before deductions)' },
};
export const started: Field = {
  key: 'started',
  type: 'day',
  label: { zh: '入职日期', en: 'First day of work' },
  help: { zh: '实际上班的第一天，不是签合同的那天。', en: 'The day when work began, not that of the contract.' },
};
export const ended: Field = {
  key: 'ended',
  type: 'day',
  label: { zh: '离职日期', en: 'Last day of work' },
  help: { zh: '劳动关系存在的最后一天。', en: 'The last day of the employment.' },
};
export const place: Field = {
  key: 'place',
  type: 'place',
  label: { zh: '用人单位所在市、县', en: 'City or county of the employer' },
};

/** The limitation of what arises at the end of the employment. */
export const oneYearFrom = (day: Day): Text => ({
  zh: `时效：应当自知道或者应当知道权利被侵害之日起一年内申请仲裁；从${day}起算，一般最迟${addTo(day, 1, 'year')}（调解仲裁法第27条第1款）。向对方主张、请求有关部门救济或者对方同意履行的，重新起算（第2款）。`,
  en: `Limitation: apply for arbitration within a year of knowing of the infringement; from ${day} usually by ${addTo(day, 1, 'year')} (Law art. 27(1)). Asserting the claim, asking an authority for relief, or a promise to perform starts it anew (art. 27(2)).`,
});

/** The limitation of wage arrears. */
export const wageLimitation: Text = {
  zh: '时效：在职期间因拖欠劳动报酬发生争议的，不受一年限制；已经离职的，自劳动关系终止之日起一年内申请仲裁（调解仲裁法第27条第4款）。',
  en: 'Limitation: none of a year for wage arrears while the employment lasts; once it ended, apply within a year of its end (Law art. 27(4)).',
};

export const wageEvidence: Text = {
  zh: '有用的证据：劳动合同、工资条、银行流水、考勤记录、工作群聊天记录、欠条。工资支付记录由用人单位保存，其掌握而不提供的，承担不利后果（调解仲裁法第6条）。',
  en: 'Useful evidence: contract, payslips, bank statements, attendance, messages from the work group, an acknowledgement of the debt. The employer keeps the pay records and bears the consequences of withholding them (Law art. 6).',
};

export const roundedOnce: Text = {
  zh: '中间各步不取整，最后一步四舍五入到分。',
  en: 'Nothing is rounded on the way; the result is rounded to the fen, half up.',
};

export const conversion: Text = {
  zh: '《关于职工全年月平均工作时间和工资折算问题的通知》（人社部发〔2025〕2号；此前为劳社部发〔2008〕3号）：月计薪天数21.75天',
  en: 'Notice on average working time and conversion of wages (Notice 2 of 2025; before it Notice 3 of 2008): 21.75 paid days a month',
};
