export { startTemporal, registerSearchAttributes, type TemporalServer, type TemporalOptions } from './temporal';
export { startMongo, uriOf, databaseOf, type MongoServer, type MongoOptions } from './mongo';
export { startTimeSkipping, type TimeSkippingServer, type TimeSkippingOptions } from './timeSkipping';
export { findChromium, haveChineseFont } from './chromium';
export { freePort } from './port';
export { searchAttributes, dynamicConfig } from './temporalSettings';
export { startStack, type Stack, type StackOptions } from './stack';
export type { Part } from './part';
