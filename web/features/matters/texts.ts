import { texts } from '../../texts';

export const useMatterTexts = texts({
  title: ['事项', 'Matters'],
  help: [
    '争议案件以外由流程办理的工作：谁能发起、谁能看，由各类事项的流程规定。',
    'Work other than disputes that runs as a process. The process of each kind says who may begin one and who sees it.',
  ],
  begin: ['发起事项', 'Begin a matter'],
  kind: ['种类', 'Kind'],
  all: ['全部', 'All'],
  status: ['状态', 'Status'],
  open: ['在办', 'Open'],
  closed: ['办结', 'Closed'],
  search: ['编号或标题', 'Number or title'],
  area: ['本辖区', 'My area'],
  mine: ['我发起的', 'Begun by me'],
  number: ['编号', 'Number'],
  subject: ['标题', 'Title'],
  begun: ['发起', 'Begun'],
  nextLimit: ['期限', 'Limit'],
  none: ['没有事项', 'No matters'],
  noneHelp: [
    '这里列出您有权查看的事项，以及您自己发起的事项。',
    'What you may see is listed here, and what you began.',
  ],
  noKinds: ['还没有可用的事项种类', 'No kinds of matters yet'],
  noKindsHelp: [
    '管理员发布带有事项属性的流程后，这里就会出现。',
    'They appear once an administrator has published a process that declares one.',
  ],
  more: ['更多', 'More'],
  back: ['返回事项', 'Back to matters'],
  newTitle: ['发起：{{kind}}', 'Begin: {{kind}}'],
  outOf: ['由 {{number}} 发起', 'Out of {{number}}'],
  region: ['所涉地区', 'Place'],
  send: ['提交', 'Submit'],
  noForm: ['这类事项不需要填写内容，提交即发起。', 'Nothing has to be filled in: submit it to begin.'],
});
