interface Text {
  zh: (...details: string[]) => string;
  en: (...details: string[]) => string;
}

/** Reasons why FEEL returns null: one entry per cause. */
const texts = {
  NO_VARIABLE: { zh: (name) => `找不到变量「${name}」`, en: (name) => `There is no variable "${name}"` },
  NO_PROPERTY: {
    zh: (name, type) => `${type} 类型的值没有属性「${name}」`,
    en: (name, type) => `A ${type} has no property "${name}"`,
  },
  NO_FUNCTION: {
    zh: (name) => `「${name}」不是可以调用的函数`,
    en: (name) => `"${name}" is not a function`,
  },
  NOT_COMPARABLE: {
    zh: (left, right) => `${left} 与 ${right} 不能相互比较`,
    en: (left, right) => `A ${left} cannot be compared with a ${right}`,
  },
  NO_ARITHMETIC: {
    zh: (op, left, right) => `${left} 与 ${right} 之间没有「${op}」运算`,
    en: (op, left, right) => `There is no "${op}" between a ${left} and a ${right}`,
  },
  NO_RESULT: {
    zh: (what) => `${what} 没有结果（除数为零或超出范围）`,
    en: (what) => `${what} has no result (division by zero, or out of range)`,
  },
  NOT_A_CONDITION: {
    zh: (type) => `条件的值应为 true 或 false，实际是 ${type}`,
    en: (type) => `A condition should be true or false, not a ${type}`,
  },
  NOT_A_LIST: { zh: (type) => `需要列表，实际是 ${type}`, en: (type) => `A list is needed, not a ${type}` },
  NO_SUCH_POSITION: {
    zh: (index, length) => `列表共有 ${length} 项，没有第 ${index} 项`,
    en: (index, length) => `The list has ${length} items; there is no item ${index}`,
  },
  WRONG_ARGUMENTS: {
    zh: (name, wants) => `函数「${name}」的参数不符，应为：${wants}`,
    en: (name, wants) => `The arguments do not fit the function "${name}", which takes: ${wants}`,
  },
  INVALID_ARGUMENT: {
    zh: (name, value) => `函数「${name}」不能接受参数 ${value}`,
    en: (name, value) => `The function "${name}" does not accept ${value}`,
  },
  FUNCTION_FAILED: {
    zh: (name, message) => `函数「${name}」执行失败：${message}`,
    en: (name, message) => `The function "${name}" failed: ${message}`,
  },
  ASSERTION_FAILED: {
    zh: (message) => `断言不成立：${message}`,
    en: (message) => `The assertion is false: ${message}`,
  },
  NOT_OF_TYPE: {
    zh: (value, type) => `值 ${value} 不符合类型「${type}」`,
    en: (value, type) => `The value ${value} is not of the type "${type}"`,
  },
  // DMN
  SEVERAL_RULES: {
    zh: (table, rules) => `决策表「${table}」只允许命中一条规则，却命中了第 ${rules} 条`,
    en: (table, rules) => `Only one rule of the decision table "${table}" may match, but rules ${rules} do`,
  },
  RULES_DISAGREE: {
    zh: (table, rules) => `决策表「${table}」的命中规则（第 ${rules} 条）应给出相同的结果`,
    en: (table, rules) => `The matching rules (${rules}) of the decision table "${table}" should give the same result`,
  },
  NOT_ALLOWED: {
    zh: (what, value, allowed) => `「${what}」不允许取值 ${value}${allowed ? `；允许的值：${allowed}` : ''}`,
    en: (what, value, allowed) => `"${what}" may not be ${value}${allowed ? `; allowed: ${allowed}` : ''}`,
  },
  BROKEN: {
    zh: (where, problem) => `「${where}」的表达式有误：${problem}`,
    en: (where, problem) => `The expression of "${where}" is wrong: ${problem}`,
  },
  NO_DECISION: { zh: (name) => `没有决策「${name}」`, en: (name) => `There is no decision "${name}"` },
  NOT_FEEL: {
    zh: (name) => `「${name}」不是用 FEEL 定义的函数，不能执行`,
    en: (name) => `"${name}" is not defined in FEEL and cannot be run`,
  },
  NOT_ORDERED: {
    zh: (table) => `决策表「${table}」按优先级取值，但输出值未列出顺序`,
    en: (table) => `The decision table "${table}" uses priority, but its output values are not listed in an order`,
  },
  NOT_AGGREGABLE: {
    zh: (table, operator) => `决策表「${table}」的结果不能做「${operator}」汇总`,
    en: (table, operator) => `The results of the decision table "${table}" cannot be aggregated by "${operator}"`,
  },
} satisfies Record<string, Text>;

export type WarningCode = keyof typeof texts;

/** The text of a warning, in both languages. */
export function warningText(code: WarningCode, details: (string | number)[]): { zh: string; en: string } {
  const text: Text = texts[code];
  const words = details.map(String);
  return { zh: text.zh(...words), en: text.en(...words) };
}
