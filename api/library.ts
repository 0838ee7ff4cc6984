import type { CalendarData } from '../domain/limits/calendar';
import type { Rules } from '../domain/limits/rules';
import type { Parameter } from '../domain/parameters';
import type { Graph, Program } from '../engine';

/** What an instance runs, content-addressed: its graph, decisions, forms, and what its dates come from. */
export interface Bundle {
  graph: Graph;
  decisions: Record<string, unknown>;
  /** Forms by id, as the SHA-256 of their source. */
  forms: Record<string, string>;
  calendar: { data: CalendarData; version: string };
  rules: { data: Rules; version: string };
  parameters: Parameter[];
}

export interface Loaded {
  hash: string;
  program: Program;
  bundle: Bundle;
}

/** The definitions as instances run them, linked and kept by hash. */
export interface Library {
  /** What an instance that starts now would run. Throws where no version is published. */
  current(process: string): Promise<Loaded>;
  /** What a running instance runs, by the hash of its bundle. */
  open(bundle: string): Promise<Loaded>;
  /** What an instance of this very version would run, by the hash of its source. */
  version(process: string, definition: string): Promise<Loaded>;
}
