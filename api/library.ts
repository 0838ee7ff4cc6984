import type { Graph } from '../engine';

/** The definitions as instances run them. Graphs are only read here; whatever runs them does so in a thread. */
export interface Library {
  /** What an instance started now would run, as bytes. Throws if no version is published. */
  bundle(process: string): Promise<Uint8Array>;
  /** What an instance of exactly this version would run, by the hash of its source. */
  bundleOf(process: string, definition: string): Promise<Uint8Array>;
  /** The graph that an instance started now would run. */
  published(process: string): Promise<Graph>;
  /** What a running instance runs, as bytes. */
  bytes(bundle: string): Promise<Uint8Array>;
  /** The graph that a running instance runs, by the hash of its bundle. */
  graph(bundle: string): Promise<Graph>;
  /** The graph of exactly this version, by the hash of its source. */
  graphOf(process: string, definition: string): Promise<Graph>;
}
