/** Functions of other engines that answer differently each time; a process that is replayed cannot use them. */
const IMPURE = new Set(['uuid', 'random number']);

export const isImpure = (name: string): boolean => IMPURE.has(name);
