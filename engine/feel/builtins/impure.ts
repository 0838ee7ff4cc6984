/** Functions of other engines that return a different result each time; a process that is replayed cannot use them. */
const IMPURE = new Set(['uuid', 'random number']);

export const isImpure = (name: string): boolean => IMPURE.has(name);
