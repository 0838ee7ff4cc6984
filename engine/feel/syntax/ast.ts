/** A parsed expression; terms follow the grammar in DMN 1.3 §10.3.1.2. `at` is its start in the text. */
export type Node = { at: number } & NodeBody;

export type NodeBody =
  | { type: 'literal'; value: unknown }
  | { type: 'name'; name: string }
  | { type: 'path'; target: Node; name: string }
  | { type: 'descendants'; target: Node; name: string }
  | { type: 'filter'; target: Node; test: Node }
  | { type: 'invocation'; target: Node; args: Argument[] }
  | { type: 'negation'; operand: Node }
  | { type: 'arithmetic'; op: ArithmeticOp; left: Node; right: Node }
  | { type: 'comparison'; op: ComparisonOp; left: Node; right: Node }
  | { type: 'between'; value: Node; low: Node; high: Node }
  | { type: 'in'; value: Node; tests: Node[] }
  | { type: 'and' | 'or'; left: Node; right: Node }
  | { type: 'instanceOf'; value: Node; of: TypeNode }
  | { type: 'if'; condition: Node; then: Node; else: Node }
  | { type: 'for'; iterators: Iterator[]; body: Node }
  | { type: 'some' | 'every'; iterators: Iterator[]; body: Node }
  /** `external`: the body says where the function is. */
  | { type: 'function'; parameters: Parameter[]; body: Node; external?: true }
  | { type: 'list'; items: Node[] }
  | { type: 'context'; entries: Entry[] }
  | { type: 'range'; start: Node; end: Node; startIncluded: boolean; endIncluded: boolean }
  /** `> 5`, `!= "a"`: a test of the current value. */
  | { type: 'unaryComparison'; op: ComparisonOp; operand: Node }
  | { type: 'unaryTests'; tests: Node[]; negated: boolean };

export type ArithmeticOp = '+' | '-' | '*' | '/' | '**';
export type ComparisonOp = '=' | '!=' | '<' | '<=' | '>' | '>=';
export interface Argument {
  name?: string;
  value: Node;
}
export interface Entry {
  name: string;
  value: Node;
}
export interface Parameter {
  name: string;
  of?: TypeNode;
}
/** `to` present: `in value..to`. */
export interface Iterator {
  name: string;
  value: Node;
  to?: Node;
}

export type TypeNode =
  | { type: 'named'; name: string; at: number }
  | { type: 'list' | 'range'; of: TypeNode }
  | { type: 'context'; entries: { name: string; of: TypeNode }[] }
  | { type: 'function'; parameters: TypeNode[]; result?: TypeNode };
