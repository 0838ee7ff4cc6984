import { type Body, BuiltIn, type Parameters } from './BuiltIn';
import { defineContexts } from './contexts';
import { defineConversion, defineDates } from './conversion';
import { defineLists } from './lists';
import { defineNumbers } from './numbers';
import { defineRanges } from './ranges';
import { defineStatistics } from './statistics';
import { defineStrings } from './strings';

/** Adds a signature of a built-in function. */
export type Define = (name: string, parameters: Parameters, body: Body) => void;
export type BuiltIns = ReadonlyMap<string, BuiltIn>;

function defineAll(): BuiltIns {
  const all = new Map<string, BuiltIn>();
  const define: Define = (name, parameters, body) => {
    const builtIn = all.get(name) ?? new BuiltIn(name);
    all.set(name, builtIn);
    builtIn.takes(parameters, body);
  };
  defineConversion(define);
  defineDates(define);
  defineStrings(define);
  defineLists(define);
  defineStatistics(define);
  defineNumbers(define);
  defineContexts(define);
  defineRanges(define, all);
  return all;
}

/** FEEL's functions by name. */
export const builtIns: BuiltIns = defineAll();
