let last = '';

/**
 * The filters of the list that was last looked at, as they stand in its address: the way back from a case leads there.
 */
export const lastList = (): string => last;
export const keepList = (search: string): void => void (last = search);
