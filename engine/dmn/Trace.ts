/**
 * What happened while a decision was evaluated, as JSON: one entry per decision, in the order in which they finished.
 */
export interface DecisionTrace {
  decision: string;
  name: string;
  result: unknown;
  /** The decision tables evaluated, its own and those of functions it called. */
  tables: TableTrace[];
}

export interface TableTrace {
  /** Id of the table. */
  table: string;
  inputs: unknown[];
  /** The rules that matched: ids, and numbers counted from 1. */
  matched: { rule: string; number: number }[];
}

/** Where tables and decisions write their trace. */
export class Log {
  readonly finished: DecisionTrace[] = [];
  private readonly open: TableTrace[][] = [];

  begin(): void {
    this.open.push([]);
  }

  end(decision: string, name: string, result: unknown): void {
    this.finished.push({ decision, name, result, tables: this.open.pop() ?? [] });
  }

  table(trace: TableTrace): void {
    this.open.at(-1)?.push(trace);
  }
}
