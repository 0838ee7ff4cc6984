import type { Finding } from '../../check/Finding';
import { FeelSyntaxError } from '../../feel';
import { builtIns } from '../../feel/builtins';
import { refusedPatterns } from '../../feel/patternsIn';
import { ReadRefusal } from '../../parse/ReadRefusal';
import type { XmlElement } from '../../parse/xml';
import { expressionOf } from '../boxed/literal';
import type { DecisionModel, ItemDefinition } from '../DecisionModel';
import { Library } from '../Library';
import { readDefinitions, readDmn } from '../read';
import { attribute } from '../read/Reader';
import { typeNamed } from '../types';
import { checkGraph } from './graph';
import { type Report, reporter } from './Report';
import { checkTable } from './tables';
import { allOf, textsOf } from './texts';

/** The environment in which the model is to be used. */
export interface Around {
  /** Models that it may import. */
  imported?: readonly DecisionModel[];
  /** Names that its expressions may read besides what they require: process variables, functions of the host. */
  variables?: Iterable<string>;
}

/**
 * What is wrong with a DMN file, and what is legal but probably not intended. Never throws: what cannot be parsed is a
 * finding, too.
 */
export function checkDmn(source: string | Uint8Array, around: Around = {}): Finding[] {
  const findings: Finding[] = [];
  const report = reporter(findings);
  try {
    const document = readDmn(source);
    checkIds(document, report);
    checkModel(readDefinitions(document, ''), around, report);
  } catch (error) {
    if (!(error instanceof ReadRefusal)) throw error;
    report('dmn-read', undefined, error.line, error.zh, error.en);
  }
  return findings;
}

function checkIds(root: XmlElement, report: Report): void {
  const seen = new Map<string, number>();
  const visit = (element: XmlElement): void => {
    const id = attribute(element, 'id');
    if (id !== undefined && seen.has(id))
      report(
        'dmn-id',
        id,
        element.line,
        `标识「${id}」重复（第 ${seen.get(id)} 行已使用）；请改为唯一的标识。`,
        `The id "${id}" is used twice (first in line ${seen.get(id)}); ids have to be unique.`,
      );
    else if (id !== undefined) seen.set(id, element.line);
    element.children.forEach(visit);
  };
  visit(root);
}

function checkModel(model: DecisionModel, { imported = [], variables = [] }: Around, report: Report): void {
  const library = new Library([model, ...imported]);
  checkGraph(model, library, imported, report);
  checkTypes(model, library, report);
  checkTexts(model, library, new Set(variables), report);
  const types = library.types(model);
  for (const { logic } of [...model.decisions, ...model.knowledge]) {
    for (const boxed of allOf(logic)) {
      if (boxed.type === 'table') checkTable(boxed, types, report);
      if (boxed.type === 'function' && boxed.kind !== 'FEEL')
        report(
          'dmn-function-kind',
          boxed.at,
          boxed.line,
          `不支持 ${boxed.kind} 函数，请改用 FEEL。`,
          `${boxed.kind} functions are not supported; write it in FEEL.`,
        );
    }
  }
}

function checkTypes(model: DecisionModel, library: Library, report: Report): void {
  const types = library.types(model);
  const check = (typeRef: string | undefined, at: string, line?: number): void => {
    if (typeRef !== undefined && !typeNamed(typeRef, types))
      report(
        'dmn-type',
        at,
        line,
        `没有类型「${typeRef}」；请改为 FEEL 的类型，或在模型中定义它。`,
        `There is no type "${typeRef}"; use one of FEEL's, or define it in the model.`,
      );
  };
  const checkItem = (item: ItemDefinition): void => {
    check(item.typeRef, item.name, item.line);
    check(item.function?.result, item.name, item.line);
    item.components?.forEach(checkItem);
  };
  model.types.forEach(checkItem);
  for (const { variable, id, line } of [...model.decisions, ...model.inputs, ...model.knowledge, ...model.services])
    check(variable.typeRef, id, line);
  for (const { logic } of [...model.decisions, ...model.knowledge]) {
    for (const boxed of allOf(logic)) {
      check(boxed.typeRef, boxed.at, boxed.line);
      if (boxed.type === 'table')
        for (const clause of [...boxed.inputs, ...boxed.outputs]) check(clause.typeRef, clause.id, boxed.line);
      if (boxed.type === 'function')
        for (const parameter of boxed.parameters) check(parameter.typeRef, boxed.at, boxed.line);
    }
  }
}

function checkTexts(model: DecisionModel, library: Library, outside: ReadonlySet<string>, report: Report): void {
  const types = library.types(model);
  for (const { text, unary, at, line, names, open } of textsOf(
    model,
    (requires) => library.surroundings(model, requires).names,
  )) {
    if (text === '') continue;
    const expression = expressionOf(text, { names, types }, unary);
    if (expression instanceof FeelSyntaxError)
      report(
        'dmn-feel-syntax',
        at,
        line,
        `表达式「${text}」有误：${expression.zh}`,
        `The expression “${text}” is wrong: ${expression.en}`,
      );
    else {
      for (const pattern of refusedPatterns(text, unary, names))
        report(
          'dmn-pattern',
          at,
          line,
          `正则表达式「${pattern}」不合 XPath 语法或过大，所在函数的结果将为 null；请改写。`,
          `The regular expression “${pattern}” is not valid in XPath or is too large, so the function that uses it gives null; rewrite it.`,
        );
      for (const name of open ? [] : expression.reads)
        if (!names.includes(name) && !outside.has(name) && !builtIns.has(name) && name !== '?')
          report(
            'dmn-variable',
            at,
            line,
            `表达式「${text}」读取「${name}」，但所在决策没有连接这个输入或决策；请补画需求连线，或确认它由流程变量给出。`,
            `The expression “${text}” reads "${name}", which the decision does not require; draw the requirement, or make sure that the process has it.`,
          );
    }
  }
}
