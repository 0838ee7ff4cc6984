import type { Bundle } from './hostContract';
import { bindDecisions } from '../engine/dmn';
import { bind } from '../engine/bind';
import type { Context, Program } from '../engine/program';
import { disputeFunctions } from '../domain/feel';
import { bindCalendar } from '../domain/limits/calendar';

/** A program with the hash of the bundle from which it was bound. */
export interface Loaded {
  hash: string;
  program: Program;
  bundle: Bundle;
}

const KEPT = 64;
/**
 * Bound programs by bundle hash, shared by all workflows of this isolate: the module is preloaded (bin/worker.ts). A
 * program never changes and depends only on the bytes, so sharing cannot make two runs differ.
 */
const programs = new Map<string, Loaded>();

/** The program of a bundle as returned by `load`. */
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

function contextOf({ calendar, rules, parameters, models, decisions }: Bundle): Context {
  const bound = models.map((model) =>
    bindDecisions(
      model,
      models.filter((other) => other !== model),
    ),
  );
  return {
    functions: disputeFunctions({
      calendar: bindCalendar(calendar.data, calendar.version),
      rules: rules.data,
      rulesVersion: rules.version,
      parameters,
    }),
    decisions: Object.fromEntries(Object.entries(decisions).map(([id, model]) => [id, bound[model]!.decision(id)!])),
  };
}
