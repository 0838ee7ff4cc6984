let last = '';

/** The filters of the list viewed last, as they are in its URL: the way back from a case leads there. */
export const lastList = (): string => last;
export const keepList = (search: string): void => void (last = search);
