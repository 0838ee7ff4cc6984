export { runProcess } from '../../workflows/runProcess';
export { handWritten } from './handWritten';
