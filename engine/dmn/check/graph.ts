import type { DecisionModel } from '../DecisionModel';
import type { Library } from '../Library';
import type { Report } from './Report';

/** What is wrong with a model's elements and how they depend on each other (DMN 1.3 §6). */
export function checkGraph(
  model: DecisionModel,
  library: Library,
  imported: readonly DecisionModel[],
  report: Report,
): void {
  checkNames(model, report);
  for (const { name, namespace } of model.imports) {
    if (!imported.some((each) => each.namespace === namespace))
      report(
        'dmn-import',
        undefined,
        undefined,
        `找不到导入的模型「${name || namespace}」（${namespace}）；请一并发布它。`,
        `The imported model "${name || namespace}" (${namespace}) does not exist; publish it, too.`,
      );
  }
  checkReferences(model, library, report);
  for (const decision of model.decisions)
    if (!decision.logic)
      report(
        'dmn-logic',
        decision.id,
        decision.line,
        `决策「${decision.name}」没有决策逻辑；请添加决策表或表达式。`,
        `The decision "${decision.name}" has no logic; give it a table or an expression.`,
      );
  for (const knowledge of model.knowledge)
    if (!knowledge.logic?.body)
      report(
        'dmn-logic',
        knowledge.id,
        knowledge.line,
        `业务知识模型「${knowledge.name}」没有函数体。`,
        `The business knowledge model "${knowledge.name}" has no function body.`,
      );
  checkCycles(model, report);
}

function checkNames(model: DecisionModel, report: Report): void {
  const seen = new Set<string>();
  for (const { id, name, line } of [...model.decisions, ...model.inputs, ...model.knowledge, ...model.services]) {
    if (name === '')
      report(
        'dmn-name',
        id,
        line,
        '元素没有名称；表达式要靠名称引用它。',
        'The element has no name, by which expressions refer to it.',
      );
    else if (seen.has(name))
      report(
        'dmn-same-name',
        id,
        line,
        `名称「${name}」重复，表达式里会混淆；请改名。`,
        `The name "${name}" is used twice, which confuses expressions; rename one.`,
      );
    seen.add(name);
  }
}

function checkReferences(model: DecisionModel, library: Library, report: Report): void {
  const check = (
    at: string,
    line: number | undefined,
    ids: readonly string[],
    found: number,
    what: [string, string],
  ): void => {
    if (found < ids.length)
      report(
        'dmn-reference',
        at,
        line,
        `引用的${what[0]}不存在：${ids.join('、')}；请重新连接。`,
        `A ${what[1]} that is referred to does not exist: ${ids.join(', ')}; connect it again.`,
      );
  };
  for (const { id, line, requires } of [...model.decisions, ...model.knowledge]) {
    check(id, line, requires.inputs, library.linked(model, requires.inputs, library.inputs).length, [
      '输入数据',
      'input data',
    ]);
    check(id, line, requires.decisions, library.linked(model, requires.decisions, library.decisions).length, [
      '决策',
      'decision',
    ]);
    check(
      id,
      line,
      requires.knowledge,
      library.linked(model, requires.knowledge, library.knowledge).length +
        library.linked(model, requires.knowledge, library.services).length,
      ['业务知识模型', 'business knowledge model'],
    );
  }
  for (const { id, line, outputs, inputData, inputDecisions, encapsulated } of model.services) {
    check(id, line, inputData, library.linked(model, inputData, library.inputs).length, ['输入数据', 'input data']);
    for (const ids of [outputs, inputDecisions, encapsulated])
      check(id, line, ids, library.linked(model, ids, library.decisions).length, ['决策', 'decision']);
    if (outputs.length === 0)
      report('dmn-service', id, line, '决策服务没有输出决策。', 'The decision service has no output decision.');
  }
}

/** More would exhaust the stack when they are evaluated; they count with all else that nests (feel/levels.ts). */
const DEEPEST = 200;

/** A decision that requires itself, directly or indirectly, can never be evaluated; a function may call itself. */
function checkCycles(model: DecisionModel, report: Report): void {
  const state = new Map<string, 'open' | 'done'>();
  const visit = (id: string, path: readonly string[]): void => {
    const decision = model.decisions.find((candidate) => candidate.id === id);
    if (!decision || state.get(id) === 'done') return;
    if (state.get(id) === 'open') {
      const names = [...path.slice(path.indexOf(id)), id].map(
        (each) => model.decisions.find((candidate) => candidate.id === each)?.name ?? each,
      );
      report(
        'dmn-cycle',
        id,
        decision.line,
        `决策之间循环依赖：${names.join(' → ')}；请去掉其中一条连线。`,
        `Decisions depend on each other in a cycle: ${names.join(' → ')}; remove one of the requirements.`,
      );
      return;
    }
    if (path.length > DEEPEST) {
      report(
        'dmn-depth',
        id,
        decision.line,
        `决策逐层依赖超过 ${DEEPEST} 层，无法求值；请合并其中一些。`,
        `Decisions require each other more than ${DEEPEST} deep and cannot be evaluated; combine some of them.`,
      );
      return;
    }
    state.set(id, 'open');
    for (const next of decision.requires.decisions) visit(next, [...path, id]);
    state.set(id, 'done');
  };
  for (const { id } of model.decisions) visit(id, []);
}
