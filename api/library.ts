import type { Loaded } from '../workflows/programs';

/** The definitions as instances run them, linked and cached by hash. */
export interface Library {
  /** What an instance started now would run. Throws if no version is published. */
  current(process: string): Promise<Loaded>;
  /** The same as bytes, for a thread to link. */
  bundle(process: string): Promise<Uint8Array>;
  /** What a running instance runs, as bytes. */
  bytes(bundle: string): Promise<Uint8Array>;
  /** What a running instance runs, by the hash of its bundle. */
  open(bundle: string): Promise<Loaded>;
  /** What an instance of exactly this version would run, by the hash of its source. */
  version(process: string, definition: string): Promise<Loaded>;
}
