import { texts } from '../../texts';

export const useOversightTexts = texts({
  title: ['统计监测', 'Oversight'],
  area: ['地区', 'Area'], from: ['起', 'From'], to: ['止', 'To'], by: ['按', 'By'],
  byPeriod: ['时间', 'Period'], byArea: ['地区', 'Area'], byIndustry: ['行业', 'Industry'], byKeyGroup: ['重点群体', 'Key group'], byOrganisation: ['调解组织', 'Organisation'], byStage: ['阶段', 'Stage'],
  filed: ['申请案件', 'Filed'], workers: ['涉及劳动者', 'Workers'], settled: ['协商调解解决', 'Settled by negotiation or mediation'], settledShare: ['协商调解解决率', 'Share settled'],
  arbitrated: ['进入仲裁', 'To arbitration'], sued: ['进入诉讼', 'To court'], breached: ['超期', 'Limits breached'], closed: ['结案', 'Closed'], withdrawn: ['撤回', 'Withdrawn'],
  claimed: ['请求金额', 'Claimed'], agreed: ['协议金额', 'Agreed'], stageTime: ['平均用时（天）', 'average days'],
  negotiation: ['协商', 'Negotiation'], mediation: ['调解', 'Mediation'], arbitration: ['仲裁', 'Arbitration'], litigation: ['诉讼', 'Litigation'],
  trend: ['走势', 'Trend'], funnel: ['各阶段案件', 'Cases per stage'], table: ['明细', 'Figures'],
  name: ['名称', 'Name'], total: ['合计', 'Total'], entered: ['进入', 'Entered'], drill: ['查看案件', 'See the cases'], into: ['进入 {{name}}', 'Into {{name}}'], up: ['返回上级', 'Up one level'],
  export: ['导出 Excel', 'Export to Excel'], print: ['打印', 'Print'],
  empty: ['这段时间没有数据', 'Nothing in this period'],
  target: ['目标', 'Target'], targetMissed: ['低于目标 {{target}}', 'Below the target of {{target}}'], targetMet: ['达到目标 {{target}}', 'Target of {{target}} met'], setTarget: ['设定目标', 'Set the target'], targetShare: ['协商调解解决率目标(%)', 'Target for the share settled (%)'], source: ['依据文件', 'Source'], save: ['保存', 'Save'], saved: ['已保存', 'Saved'],
  warnings: ['预警', 'Early warnings'], warnBreached: ['{{name}}：本期超期 {{n}} 次，比上期多 {{more}} 次', '{{name}}: {{n|limit|limits}} breached, {{more}} more than in the period before'], warnFiled: ['{{name}}：本期申请 {{n}} 件，比上期增长 {{share}}', '{{name}}: {{n|case|cases}} filed, up {{share}}'], noWarnings: ['没有需要关注的变化。', 'No change that calls for attention.'],
  explain: ['与上一个等长时段比较', 'Compared with the period of equal length before'],
});
