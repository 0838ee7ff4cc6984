import type { JobResult } from '../../engine/memory/MemoryHost';
import type { Graph, Variables } from '../../engine';

/** Emulates the suite's scripts and the data they write. `now` returns the host's time in milliseconds. */
export class Scripts {
  readonly lines: string[] = [];
  exists = false;
  marker = false;
  dataCorrect = false;
  /** The host's time, in milliseconds, at which the last running script returns. */
  working = 0;
  private integer = -Infinity;
  private readonly spans: Record<string, { from: number; to: number }> = {};
  /** The processes' data objects, and the name under which an activity reads or writes each. */
  private readonly data: string[];

  constructor(graphs: Graph[]) {
    const nodes = graphs.flatMap((graph) => Object.values(graph.nodes));
    this.data = nodes.flatMap(({ data = [], dataInputs = [], dataOutputs = [] }) => [
      ...data.map(({ name }) => name),
      ...dataInputs.flatMap(({ target }) => target ?? []),
      ...dataOutputs.flatMap(({ source }) => source ?? []),
    ]);
  }

  /** Whether two timestamped scripts overlapped. */
  get parallel(): boolean {
    const [one, other] = [this.spans.CREATE_TIMESTAMP_LOG_1, this.spans.CREATE_TIMESTAMP_LOG_2];
    return one !== undefined && other !== undefined && one.from < other.to && other.from < one.to;
  }

  /** Runs a script by its text. */
  run(script: string, variables: Variables, now: number): JobResult {
    if (/^SCRIPT_task\d$/.test(script)) return this.log(script);
    switch (script) {
      case 'CREATE_LOG_FILE':
        this.exists = true;
        return {};
      case 'INCREMENT_INTEGER_VARIABLE':
        return this.increment(variables);
      case 'INCREMENT_INTEGER_VARIABLE_AND_LOG':
        this.log('INCREMENT_correct');
        return this.increment(variables);
      case 'SET_STRING_DATA':
        return { variables: Object.fromEntries(this.data.map((name) => [name, 'String'])) };
      case 'LOG_DATA':
        this.exists = true;
        this.dataCorrect ||= this.data.some((name) => variables[name] === 'String');
        return {};
      case 'CREATE_MARKER_FILE':
        this.marker = true;
        return {};
      case 'CREATE_TIMESTAMP_LOG_1':
      case 'CREATE_TIMESTAMP_LOG_2':
        this.exists = true;
        this.spans[script] = { from: now, to: now + 10_000 };
        return { takes: 'PT10S' };
      case 'WAIT_TEN_SECONDS':
        return { takes: 'PT10S' };
      case 'THROW_ERROR':
        return { error: { code: 'ERR_CODE' } };
      default:
        throw new Error(`The harness does not know this script text of the suite: ${script}`);
    }
  }

  private log(line: string): JobResult {
    this.exists = true;
    this.lines.push(line);
    return {};
  }

  /** Concurrent scripts each add one, although each was requested before the others had finished. */
  private increment(variables: Variables): JobResult {
    this.integer = Math.max(this.integer, variables.integerVariable as number) + 1;
    return { variables: { integerVariable: this.integer } };
  }
}
