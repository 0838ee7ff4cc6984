import { texts } from '../../texts';

export const useMandateTexts = texts({
  title: ['代理人', 'Agents'],
  help: [
    '您可以委托律师、单位员工、法律援助、工会人员等代理本案。代理人用自己的账号办理，您随时可以撤销，撤销后立即不能再办理。承认、放弃、变更请求，和解，反申请，起诉等，要在委托书里写明（民事诉讼法第62条，调解仲裁法第24条）。',
    'A lawyer, an employee of yours, legal aid or a union officer may act for you in this case, from an account of their own. You can revoke it at any time, and their rights end at once. Admitting, waiving or changing claims, settling, counter-claiming and suing have to be named (Civil Procedure Law art. 62; Mediation and Arbitration Law art. 24).',
  ],
  none: ['没有代理人。', 'No agents.'],
  general: ['一般代理：提交材料、发表意见、到场', 'General: submit papers, give opinions, attend'],
  powers: ['委托书写明的权限', 'Powers that the power of attorney names'],
  until: ['最后一天（不填则到撤销为止）', 'Last day (none: until it is revoked)'],
  paper: ['授权委托书（先在「文书和材料」里上传）', 'Power of attorney (upload it under “Documents” first)'],
  account: ['代理人的账号', 'The agent’s account'],
  accountHelp: [
    '代理人的身份须已由工作人员核验。没有账号的，请代理人带授权委托书和身份证件到承办机构领取查询码。',
    'Staff must have checked the agent’s identity. Without an account, the agent takes the power of attorney and an identity document to the organisation in charge for a tracking code.',
  ],
  capacity: ['代理身份', 'Acts as'],
  firm: ['所在单位（如律师事务所）', 'Firm'],
  give: ['委托', 'Give the mandate'],
  given: ['已委托', 'The mandate was given'],
  revoke: ['撤销委托', 'Revoke'],
  lay: ['辞去委托', 'Lay it down'],
  revokeHelp: ['代理人立即不能再查看和办理本案。', 'The agent can no longer see or do anything in the case, at once.'],
  ended: ['已于 {{at}} 终止', 'ended {{at}}'],
  lasts: ['到 {{at}}', 'until {{at}}'],
  byParty: ['{{name}}本人委托', 'given by {{name}}'],
  byStaff: ['{{name}}凭纸质委托书登记', 'recorded from paper by {{name}}'],
  own: ['我代理的案件', 'Cases in which I am an agent'],
  act: ['代理办理', 'Act as agent'],
  acting: ['{{agent}}代理{{principal}}：{{powers}}', '{{agent}} for {{principal}}: {{powers}}'],
  back: ['回到自己的账号', 'Back to my own account'],
});
