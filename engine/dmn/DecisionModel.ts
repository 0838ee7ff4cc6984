/**
 * A DMN model as plain JSON, immutable and identified by the SHA-256 of its source. `parseDmn` creates it,
 * `bindDecisions` links it for evaluation; nothing else reads DMN XML at run time. Elements reference each other by id,
 * into another model as `namespace#id`.
 */
export interface DecisionModel {
  /** The format of this structure; a reader refuses any other. */
  format: 1;
  /** SHA-256 (hex) of the source. */
  hash: string;
  namespace: string;
  name: string;
  description?: string;
  imports: { name: string; namespace: string }[];
  types: ItemDefinition[];
  decisions: Decision[];
  inputs: InputData[];
  knowledge: BusinessKnowledge[];
  services: DecisionService[];
}

/** A name with the type of its values (DMN 1.3 §6.3.13). */
export interface Variable {
  name: string;
  typeRef?: string;
}

interface Element {
  id: string;
  name: string;
  line?: number;
}

/** §6.3.7 */
export interface Decision extends Element {
  variable: Variable;
  requires: Requirements;
  /** Absent: it has no logic and cannot be evaluated. */
  logic?: Boxed;
}

/** Ids, those in imported models as `namespace#id`. */
export interface Requirements {
  inputs: string[];
  decisions: string[];
  knowledge: string[];
}

/** §6.3.11 */
export interface InputData extends Element {
  variable: Variable;
}

/** §6.3.9 */
export interface BusinessKnowledge extends Element {
  variable: Variable;
  requires: Requirements;
  logic?: Extract<Boxed, { type: 'function' }>;
}

/** §6.3.10 */
export interface DecisionService extends Element {
  variable: Variable;
  inputData: string[];
  inputDecisions: string[];
  encapsulated: string[];
  outputs: string[];
}

/** §7.3.2 */
export interface ItemDefinition {
  name: string;
  typeRef?: string;
  isCollection?: boolean;
  /** Unary tests of its values; for a collection, of its elements. */
  allowedValues?: string;
  /** Unary tests of the whole value, also of a collection as a whole (DMN 1.5). */
  constraint?: string;
  components?: ItemDefinition[];
  /** A function's type. */
  function?: { parameters: Variable[]; result?: string };
  line?: number;
}

/** A boxed expression (§10.2). `at` is the id of the element, or of the nearest enclosing one that has an id. */
export type Boxed = { at: string; typeRef?: string; line?: number } & (
  | { type: 'literal'; text: string }
  | DecisionTable
  | { type: 'context'; entries: { variable?: Variable; value: Boxed }[] }
  | { type: 'list'; items: Boxed[] }
  | { type: 'relation'; columns: Variable[]; rows: Boxed[][] }
  | { type: 'invocation'; called: Boxed; bindings: { parameter: Variable; value: Boxed }[] }
  | { type: 'function'; kind: 'FEEL' | 'Java' | 'PMML'; parameters: Variable[]; body?: Boxed }
  | { type: 'conditional'; if: Boxed; then: Boxed; else: Boxed }
  | { type: 'filter'; in: Boxed; match: Boxed }
  | { type: 'for' | 'some' | 'every'; variable: string; in: Boxed; body: Boxed }
);

export type HitPolicy = 'UNIQUE' | 'FIRST' | 'PRIORITY' | 'ANY' | 'COLLECT' | 'RULE ORDER' | 'OUTPUT ORDER';
export type Aggregation = 'SUM' | 'COUNT' | 'MIN' | 'MAX';

/** §8 */
export interface DecisionTable {
  type: 'table';
  hitPolicy: HitPolicy;
  aggregation?: Aggregation;
  inputs: { id: string; label?: string; text: string; typeRef?: string; values?: string }[];
  outputs: { id: string; name?: string; typeRef?: string; values?: string; default?: string }[];
  rules: Rule[];
}

/** Its entries in the order of the table's clauses; unary tests, and expressions. */
export interface Rule {
  id: string;
  tests: string[];
  results: string[];
  annotations?: string[];
  line?: number;
}
