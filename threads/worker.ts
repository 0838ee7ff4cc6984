import { tasks, type Task } from './tasks';

/** What a thread does when it is given a task (pool.ts). */
export default ({ task, input }: { task: Task; input: never }): unknown => tasks[task](input);
