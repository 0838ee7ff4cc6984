import type { Element } from '../Element';
import { bound, engineWritten, executed, inDialect, isMime } from '../facets';
import { must, type Rule } from '../Finding';
import type { Model } from '../Model';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const CONDITIONAL = [
  'SequenceFlow',
  'StandardLoopCharacteristics',
  'ConditionalEventDefinition',
  'ComplexGateway',
  'ComplexBehaviorDefinition',
];
const CONDITIONS = ['conditionExpression', 'loopCondition', 'condition', 'activationCondition'];
const notBoolean = (text: string) => /^\s*(=\s*)?([+-]?\d+(\.\d+)?|"[^"]*"|'[^']*')\s*$/.test(text) && text.trim();

/** Expressions and scripts of executable processes (8.4.6, 10.3.3). */
export const expressions: Rule[] = [
  must({
    id: 'expression-formal',
    clause: '8.4.6',
    on: 'Expression',
    zh: '可执行流程中的表达式必须是形式表达式（xsi:type="tFormalExpression"）；请标明类型。',
    en: 'An expression of an executable process must be formal (xsi:type="tFormalExpression"); mark it so.',
    breaks: (expression, model, { profile }) =>
      (profile === 'publish' || !inDialect(model)) &&
      executed(expression, model) &&
      !expression.is('FormalExpression') &&
      expression.text !== '' &&
      !expression.within('Documentation'),
  }),
  must({
    id: 'expression-body',
    clause: '8.4.6',
    on: 'Expression',
    zh: '可执行流程中的表达式没有内容；请写出表达式，或删除这个元素。',
    en: 'An expression of an executable process has no content; write it, or remove the element.',
    // Engines with a dialect may put it elsewhere, in an attribute or a resource of their own.
    breaks: (expression, model, { profile }) =>
      (profile === 'publish' || !inDialect(model)) &&
      (executed(expression, model) || correlates(expression, model)) &&
      expression.text === '' &&
      expression.xml.children.length === 0 &&
      expression.xml.attributes.every(({ uri }) => uri === '' || uri === XSI),
  }),
  must({
    id: 'completion-condition-boolean',
    clause: '10.3.8, 10.3.5',
    on: ['MultiInstanceLoopCharacteristics', 'AdHocSubProcess'],
    zh: '完成条件 completionCondition 的结果必须是布尔值；请写成条件表达式。',
    en: 'completionCondition must give a Boolean; write a condition.',
    breaks: (loop) => notBoolean(loop.child('completionCondition')?.text ?? ''),
  }),
  must({
    id: 'condition-boolean',
    clause: '8.4.13, 10.3.8, 10.5.5, 10.6.5',
    on: CONDITIONAL,
    zh: '条件的结果必须是布尔值，而这里是数字或文字常量；请写成条件表达式。',
    en: 'A condition must give a Boolean, and this is a constant number or text; write a condition.',
    breaks: (element, model) =>
      executed(element, model) &&
      CONDITIONS.map((role) => notBoolean(element.child(role)?.text ?? ''))
        .filter(Boolean)
        .join(', '),
  }),
  must({
    id: 'script-format',
    clause: '10.3.3',
    on: ['ScriptTask', 'GlobalScriptTask'],
    zh: '脚本任务有脚本就必须写明 scriptFormat；未写明时只能是一个 FEEL 表达式。',
    en: 'A script task with a script needs a scriptFormat; without one it can only be a FEEL expression.',
    breaks: (task) =>
      !!task.values.get('script')?.trim() &&
      !task.get('scriptFormat') &&
      !task.get('scriptLanguage') &&
      !bound(task) &&
      !isFeel(task),
  }),
  must({
    id: 'script-format-mime',
    clause: '10.3.3, 10.3.7',
    on: ['ScriptTask', 'GlobalScriptTask'],
    zh: '脚本的语言 scriptFormat 必须是 MIME 类型，如 text/x-groovy。',
    en: 'The language of a script (scriptFormat) must be a MIME type, such as text/x-groovy.',
    // Engines name languages differently; this one calls FEEL by its name.
    breaks: (task, model, options) => {
      const format = task.get('scriptFormat') ?? task.get('scriptLanguage');
      return !engineWritten(model, options) && format !== undefined && !isMime(format) && format;
    },
  }),
];

/** Retrieval expressions outside of processes: with an executable process they must be given. */
const correlates = (expression: Element, model: Model) =>
  !!expression.within('CorrelationProperty') && model.all('Process').some((process) => process.flag('isExecutable'));

/**
 * After = it is FEEL; so may a single name be, which is the only way to distinguish a script in the default language
 * from prose.
 */
const isFeel = (task: Element) => /^(=[^]*|[\p{L}_][\p{L}\p{N}_]*)$/u.test(task.values.get('script')!.trim());
