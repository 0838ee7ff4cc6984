/** The search attributes of workflows in Temporal (never personal data): name and Temporal's type. */
export const searchAttributes: Record<string, 'Keyword'> = {
  HeyiCaseNumber: 'Keyword',
  HeyiStage: 'Keyword',
  HeyiRegion: 'Keyword',
  HeyiDefinition: 'Keyword',
};

/** Settings of the Temporal server, the same as in compose.yaml's dynamic configuration (a test compares them). */
export const dynamicConfig: Record<string, number | boolean> = {
  // A regular activity then starts in the answer to its workflow task: half the latency.
  'system.enableActivityEagerExecution': true,
  // A large collective case has many people acting on one instance; the default is 10.
  'history.maxInFlightUpdates': 100,
};
