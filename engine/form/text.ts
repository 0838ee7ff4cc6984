/**
 * Characters that no document can show (XML 1.0 §2.2, Char): control characters, unpaired surrogates, and the two
 * noncharacters. Line breaks and tabs are text.
 */
const unprintable = /[^\P{Cc}\n\r\t]|\p{Cs}|[\uFFFE\uFFFF]/u;
const eachUnprintable = new RegExp(unprintable, 'gu');

/** Line breaks inside a paragraph, as word processors copy them (U+000B, U+2028), and between pages and paragraphs. */
const lineBreaks = /\r\n?|[\v\f\u2028\u2029]/g;

/** Invisible characters: spaces, including ideographic ones, and others of any width that show nothing. */
const shows = /[^\s\p{Cf}\u115F\u1160\u2800\u3164\uFFA0]/u;

export const isPrintable = (text: string): boolean => !unprintable.test(text);

export const isBlank = (text: string): boolean => !shows.test(text);

/** A text in its stored form: one kind of line break, no whitespace at its ends. */
export const tidyText = (text: string): string => text.replace(lineBreaks, '\n').trim();

/** The text without characters that no document can show. */
export const printable = (text: string): string => text.replace(lineBreaks, '\n').replace(eachUnprintable, '');
