/** Everything that Temporal runs as workflow code. */
export { mendInstance } from './mendInstance';
export { runProcess } from './runProcess';
export { startInTurn } from './startInTurn';
export { startOnAll } from './startOnAll';
export { startOnTime } from './startOnTime';
export { workInBulk } from './workInBulk';
