/**
 * Replaces fast-check in a sweep (jest.config.cjs): every property runs TIMES as often as in `npm test`, with the
 * sweep's own seed.
 */
const real = require('../../node_modules/fast-check/lib/cjs/fast-check.js');

const TIMES = 10;
const USUAL = 100;

const assert = (property, { numRuns = USUAL, ...more } = {}) =>
  real.assert(property, { ...more, numRuns: numRuns * TIMES, seed: Number(process.env.HEYI_SWEEP) });

module.exports = { ...real, assert, default: { ...real.default, assert } };
Object.defineProperty(module.exports, '__esModule', { value: true });
