/** Everything that Temporal runs as workflow code. */
export { runProcess } from './runProcess';
export { startOnTime } from './startOnTime';
