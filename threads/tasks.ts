import { fill } from './documents/fillTemplate';
import { examineSource } from './examine';
import { firstStep } from './firstStep';
import { writeSheet } from './sheet';

/** All that threads do, by name. What goes in and comes out is cloned: plain data and bytes. */
export const tasks = { examineSource, fill, firstStep, writeSheet };
export type Tasks = typeof tasks;
export type Task = keyof Tasks;
