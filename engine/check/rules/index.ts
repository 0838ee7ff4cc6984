import type { Rule } from '../Finding';
import { activities } from './activities';
import { boundaryEvents } from './boundaryEvents';
import { choreography } from './choreography';
import { collaboration } from './collaboration';
import { data } from './data';
import { dataSets } from './dataSets';
import { dialect } from './dialect';
import { endEvents } from './endEvents';
import { eventDefinitions } from './eventDefinitions';
import { expressions } from './expressions';
import { feel } from './feel';
import { foundation } from './foundation';
import { gateways } from './gateways';
import { intermediateEvents } from './intermediateEvents';
import { linkEvents } from './linkEvents';
import { multiInstance } from './multiInstance';
import { references } from './references';
import { running } from './running';
import { sequenceFlows } from './sequenceFlows';
import { services } from './services';
import { soundness } from './soundness';
import { startEvents } from './startEvents';
import { structure } from './structure';

/** All rules, in the order of the specification's chapters; those about running here come last. */
export const rules: readonly Rule[] = [
  ...foundation,
  ...structure,
  ...references,
  ...sequenceFlows,
  ...expressions,
  ...gateways,
  ...collaboration,
  ...activities,
  ...multiInstance,
  ...services,
  ...data,
  ...dataSets,
  ...startEvents,
  ...endEvents,
  ...intermediateEvents,
  ...boundaryEvents,
  ...eventDefinitions,
  ...linkEvents,
  ...choreography,
  ...dialect,
  ...running,
  ...feel,
  ...soundness,
];
