/** What every workflow uses and none changes: loaded once a worker instead of once a workflow (see bin/worker.ts). */
export { advance, transition } from '../engine/transition';
export { Refusal } from '../engine/Refusal';
