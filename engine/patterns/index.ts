export { formPattern, LONGEST_PATTERN, Pattern, PatternTooLarge, xpathPattern, type Match } from './Pattern';
