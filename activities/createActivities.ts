import type { Variables } from '../engine';
import type { HostActivities, Job } from '../workflows/hostContract';
import { workOnPage } from './bulk/workOnPage';
import { Bundles } from './definitions/bundles';
import type { Deps } from './deps';
import { Duties } from './duties/Duties';
import { jobActivities } from './jobs';
import { Post } from './messages/Post';
import { mend } from './records/mend';
import { Recorder } from './records/Recorder';

export interface Host {
  /** All activities of the workflows by activity name: the host's own, and one for each job type. */
  activities: HostActivities & Record<string, (job: Job) => Promise<Variables | void>>;
  /** Periodic work that belongs to no case. */
  duties: Duties;
  /** Prepares the bundles that cases will start with, as long as `go` returns true. */
  warm(go: () => boolean): Promise<void>;
}

/** The host's side of Temporal, created from its external dependencies. */
export function createActivities(deps: Deps): Host {
  const bundles = new Bundles(deps.clock);
  const post = new Post(deps);
  const recorder = new Recorder(bundles, post, deps.clock);
  const own: HostActivities = {
    load: (wanted) => bundles.load(wanted),
    record: (batch) => recorder.record(batch),
    workOnPage: (work) => workOnPage(work, deps),
    letIn: (process, message) => post.letIn(process, message),
    mend: (order) => mend(order, { ...deps, bundles, recorder }),
  };
  return {
    activities: { ...jobActivities({ ...deps, bundles }), ...own } as Host['activities'],
    duties: new Duties({ ...deps, bundles, post, recorder }),
    warm: (go) => bundles.warm(go),
  };
}
