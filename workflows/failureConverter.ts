import { DefaultFailureConverter } from '@temporalio/common';

/** Messages and stack traces of failures also go through the codec, because they may quote what a person entered. */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
