import { bind, type Decision, type Program } from '../engine/program';
import type { Graph } from '../engine/graph';

/** What an instance runs, content-addressed: made by activities/definitions, kept in `bundles`. */
export interface Bundle {
  format: 1;
  graph: Graph;
  /** Decisions by id, compiled; forms by id as the SHA-256 of their source. */
  decisions: Record<string, unknown>;
  forms: Record<string, string>;
  /** The domain's calendar, rules (time limits) and parameters. */
  calendar: unknown;
  rules: unknown;
  parameters: unknown;
}

/** A program with the hash of the bundle that it came from. */
export interface Loaded { hash: string; program: Program; bundle: Bundle }

const KEPT = 64;
/**
 * Bound programs by bundle hash, shared by all workflows of this isolate: the module is preloaded (bin/worker.ts).
 * A program never changes and follows from the bytes alone, so sharing cannot make two runs differ.
 */
const programs = new Map<string, Loaded>();

/** The program of a bundle as `load` gives it. */
export function programOf(bytes: Uint8Array): Loaded {
  const hash = String.fromCharCode(...bytes.subarray(0, 64));
  const known = programs.get(hash);
  if (known) return known;
  const bundle = JSON.parse(new TextDecoder().decode(bytes.subarray(64))) as Bundle;
  const loaded = { hash, bundle, program: bind(bundle.graph, contextOf(bundle)) };
  if (programs.size >= KEPT) programs.delete(programs.keys().next().value!);
  programs.set(hash, loaded);
  return loaded;
}

function contextOf(_bundle: Bundle): { functions: Record<string, unknown>; decisions: Record<string, Decision> } {
  return { functions: {}, decisions: {} };
}
