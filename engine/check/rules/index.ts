import type { Rule } from '../Finding';
import { activities } from './activities';
import { boundaryEvents } from './boundaryEvents';
import { choreography } from './choreography';
import { collaboration } from './collaboration';
import { data } from './data';
import { eventDefinitions } from './eventDefinitions';
import { events } from './events';
import { expressions } from './expressions';
import { foundation } from './foundation';
import { gateways } from './gateways';
import { multiInstance } from './multiInstance';
import { references } from './references';
import { sequenceFlows } from './sequenceFlows';
import { services } from './services';
import { structure } from './structure';

/** Every rule there is, in the order of the specification's chapters. */
export const rules: readonly Rule[] = [
  ...foundation, ...structure, ...references, ...sequenceFlows, ...expressions,
  ...gateways, ...collaboration, ...activities, ...multiInstance, ...services,
  ...data, ...events, ...boundaryEvents, ...eventDefinitions, ...choreography,
];
