/** The maximum size in bytes of a file stored with a case. */
export const largestUpload = 50 * 1024 * 1024;

/** How much one person may upload to one case, and all people together. */
export const uploadQuota = {
  person: { files: 200, bytes: 1024 * 1024 * 1024 },
  case: { files: 2000, bytes: 10 * 1024 * 1024 * 1024 },
} as const;

/**
 * Limits of a zip, and so of an office document: the number of entries, the unpacked size, and the ratio of unpacked to
 * packed size beyond a small size.
 */
export const zipLimits = { entries: 2000, bytes: 500 * 1024 * 1024, ratio: 200, small: 20 * 1024 * 1024 } as const;
