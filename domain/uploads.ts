/** Bytes of the largest file that is kept with a case. */
export const largestUpload = 50 * 1024 * 1024;
