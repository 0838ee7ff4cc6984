import { DefaultFailureConverter } from '@temporalio/common';

/** Messages and stack traces of failures go through the codec too: they may quote what a person entered. */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
