/**
 * What no document can show (XML 1.0 §2.2, Char): control characters, halves of surrogate pairs, and the two code
 * points that are no characters. Line breaks and tabs are text.
 */
const unprintable = /[^\P{Cc}\n\r\t]|\p{Cs}|[\uFFFE\uFFFF]/u;
const eachUnprintable = new RegExp(unprintable, 'gu');

/** Line breaks inside a paragraph, as word processors copy them (U+000B, U+2028), and between pages and paragraphs. */
const lineBreaks = /\r\n?|[\v\f\u2028\u2029]/g;

/** Blank to the eye: spaces, ideographic ones too, and what takes room or none without showing anything. */
const shows = /[^\s\p{Cf}\u115F\u1160\u2800\u3164\uFFA0]/u;

export const isPrintable = (text: string): boolean => !unprintable.test(text);

export const isBlank = (text: string): boolean => !shows.test(text);

/** A text as it is kept: one kind of line break, no blanks at its ends. */
export const tidyText = (text: string): string => text.replace(lineBreaks, '\n').trim();

/** What of a text a document can show. */
export const printable = (text: string): string => text.replace(lineBreaks, '\n').replace(eachUnprintable, '');
