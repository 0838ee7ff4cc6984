#!/usr/bin/env node
// npm start: nothing but Node is needed beforehand.
import { haveDependencies } from './dependencies.mjs';

haveDependencies();
const { register } = await import('tsx/esm/api');
register();
const { start } = await import('../devstack/start.ts');
try {
  await start(process.argv.includes('--watch'));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
