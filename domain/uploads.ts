/** Bytes of the largest file that is kept with a case. */
export const largestUpload = 50 * 1024 * 1024;

/** How much one person may upload to one case, and all people together. */
export const uploadQuota = {
  person: { files: 200, bytes: 1024 * 1024 * 1024 },
  case: { files: 2000, bytes: 10 * 1024 * 1024 * 1024 },
} as const;

/**
 * What a zip, and so a document of an office program, may hold: how many entries, how many bytes when it is unpacked, and how
 * often as many as it has itself once they are more than a few.
 */
export const zipLimits = { entries: 2000, bytes: 500 * 1024 * 1024, ratio: 200, small: 20 * 1024 * 1024 } as const;
