/** Changes when the look of a PDF changes, so that kept ones are made anew. */
export const PDF_EDITION = 2;
