import { texts } from '../../../texts';

export const useEditTexts = texts({
  saved: ['已保存到服务器 {{at}}', 'Saved {{at}}'], saving: ['正在保存…', 'Saving…'], local: ['已存在本机，尚未保存到服务器', 'Kept on this device, not yet saved to the server'], unchangedSince: ['与现行的第 {{version}} 版没有差别，不必发布。', 'It is no different from version {{version}}, which is in force: there is nothing to publish.'], unchanged: ['没有改动', 'No changes'],
  saveDraft: ['存为草稿', 'Save as a draft'], save: ['保存', 'Save'], away: ['服务器暂时连不上。改动都存在本机，恢复后自动保存。', 'The server cannot be reached. Your changes are kept on this device and saved when it is back.'],
  notSaved: ['没有保存成功，因此没有发布。请看页面上方的提示。', 'It could not be saved and was not published. See the note at the top of the page.'],
  restored: ['已恢复您上次在本机未保存的改动。', 'Changes that you had not saved were restored from this device.'], discard: ['放弃这些改动', 'Discard them'],
  conflict: ['{{name}}先保存了这个草稿', '{{name}} saved this draft first'], somebody: ['另一位管理员', 'Another administrator'],
  conflictHelp: ['您的改动仍在本机。可以改看对方的版本，也可以用您的版本覆盖它。', 'Your changes are still here. Look at theirs, or put yours in place of it.'], takeTheirs: ['改用对方的版本', 'Use theirs'], keepMine: ['用我的版本覆盖', 'Keep mine'],
  otherDraft: ['这个定义已有草稿：第 {{version}} 版', 'There is a draft already: version {{version}}'], openIt: ['打开草稿', 'Open it'],
  findings: ['检查', 'Findings'], references: ['表单与决策', 'Forms and decisions'], feel: ['FEEL 帮助', 'FEEL help'], source: ['源文件', 'Source'],
  cannotOpen: ['编辑器打不开这个文件：{{message}}', 'The editor cannot open this file: {{message}}'], layOut: ['自动布局', 'Lay it out'], layOutHelp: ['文件没有图形信息。', 'The file has no diagram.'],
  refersTo: ['流程用到的表单、决策和子流程', 'Forms, decisions and processes it refers to'], noReferences: ['还没有元素引用表单、决策或流程。', 'No element refers to a form, a decision or a process yet.'], looking: ['正在查找…', 'Looking…'], usedBy: ['用于 {{elements}}', 'used by {{elements}}'],
  missing: ['尚不存在', 'does not exist yet'], createIt: ['新建', 'Create it'], editIt: ['编辑', 'Edit'], openProcess: ['打开', 'Open'], chosenFirst: ['所选元素', 'Selected element'],
  form: ['表单', 'Form'], decision: ['决策', 'Decision'], process: ['流程', 'Process'], close: ['关闭', 'Close'],
  publishTitle: ['发布 {{name}}', 'Publish {{name}}'], publishHelp: ['发布后，新案件按这个版本办理；在办案件仍按原版本。', 'New cases run this version from then on; running cases keep theirs.'], publishNote: ['这一版改了什么', 'What this version changes'],
  publishBlocked: ['有错误，不能发布。请先改正下列问题。', 'It has errors and cannot be published. Mend these first.'], publishWarned: ['有警告，请确认是有意为之。', 'There are warnings: make sure that they are meant.'], published: ['已发布', 'Published'], publishWith: ['一并发布修改过的表单和决策', 'Publish the changed forms and decisions with it'], publish: ['发布', 'Publish'],
  feelSearch: ['查找函数，例如“工作日”', 'Find a function, such as "working days"'], feelTry: ['试一试', 'Try it'], feelExpression: ['表达式', 'Expression'], feelContext: ['变量(JSON)', 'Variables (JSON)'], feelResult: ['结果', 'Result'], feelBadContext: ['变量不是 JSON 对象：{{message}}', 'The variables are no JSON object: {{message}}'],
  feelNone: ['没有找到', 'Nothing found'], dispute: ['争议处理与期限', 'Disputes and limits'], syntax: ['语法', 'Syntax'], builtin: ['FEEL 内置函数', 'Built-in functions'], copy: ['填入试用', 'Put in'],
  preview: ['预览', 'Preview'], design: ['设计', 'Design'], leave: ['离开', 'Leave'], tryIt: ['试运行', 'Try it'], simulate: ['模拟', 'Simulate'], exportFile: ['导出', 'Export'], diff: ['与保存前比较', 'Compare with before'], versions: ['各版本', 'Versions'],
  formLanguages: ['英文标签写在每个组件的“自定义属性”里，键名 label_en。', 'The English label stands in each component\'s custom properties, as label_en.'],
});
