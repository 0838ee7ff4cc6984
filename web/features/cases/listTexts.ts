import { texts } from '../../texts';

export const useListTexts = texts({
  title: ['案件', 'Cases'],
  newCase: ['登记案件', 'New case'],
  export: ['导出 Excel', 'Export to Excel'],
  count: ['共 {{n}} 件', '{{n|case|cases}}'],
  capped: ['{{n}} 件以上', 'more than {{n|case|cases}}'],
  search: ['案件编号、当事人姓名或单位', 'Case number, name or employer'],
  status: ['状态', 'State'], all: ['全部', 'All'], open: ['办理中', 'Open'], closed: ['已结案', 'Closed'],
  stage: ['阶段', 'Stage'], region: ['地区', 'Area'], cause: ['案由', 'Cause'], industry: ['行业', 'Industry'], keyGroup: ['重点群体', 'Key group'], outcome: ['结案方式', 'Outcome'],
  due: ['期限', 'Limit'], dueAny: ['不限', 'Any'], dueOver: ['已超期或今天到期', 'Past due or due today'], due3: ['3 日内到期', 'Due within 3 days'], due7: ['7 日内到期', 'Due within 7 days'],
  sort: ['排序', 'Sort'], byFiled: ['最近申请', 'Newest'], byDue: ['最紧期限', 'Soonest limit'], byUpdated: ['最近变动', 'Last changed'],
  from: ['申请日起', 'Filed from'], to: ['申请日止', 'Filed to'],
  more: ['更多条件', 'More filters'], clear: ['清除条件', 'Clear filters'],
  number: ['案件编号', 'Case number'], parties: ['当事人', 'Parties'], amount: ['金额', 'Amount'], filed: ['申请日', 'Filed'], nextLimit: ['最近期限', 'Next limit'],
  empty: ['还没有案件', 'No cases yet'], emptyHelp: ['劳动者可以网上申请，也可以在这里登记。', 'Workers file online, or you can enter a case here.'],
  nothing: ['没有符合条件的案件', 'No case matches'], load: ['加载更多', 'Load more'], group: ['{{n}} 人', '{{n}} people'], incidents: ['异常', 'incident'],
});
