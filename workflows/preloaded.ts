/**
 * Immutable modules that every workflow uses: loaded once per worker instead of once per workflow (see bin/worker.ts).
 */
export { advance, transition } from '../engine/transition';
export { Refusal } from '../engine/Refusal';
