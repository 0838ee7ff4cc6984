#!/usr/bin/env node
// npm test: nothing but Node is needed beforehand.
import { haveDependencies } from './dependencies.mjs';

haveDependencies();
const { register } = await import('tsx/esm/api');
register();
const { test } = await import('../devstack/test.ts');
await test();
