import type { Variables } from '../engine';
import type { HostActivities, Job } from '../workflows/batch';
import type { Deps } from './deps';
import { Bundles } from './definitions/bundles';
import { jobActivities } from './jobs';
import { Post } from './messages/Post';
import { Recorder } from './records/Recorder';

/** All that workflows have done for them, by activity name: the host's own, and one for each job type. */
export function createActivities(deps: Deps): HostActivities & Record<string, (job: Job) => Promise<Variables | void>> {
  const bundles = new Bundles(deps.clock);
  const recorder = new Recorder(bundles, new Post(deps));
  return {
    ...jobActivities({ ...deps, bundles }),
    load: (wanted) => bundles.load(wanted),
    record: (batch) => recorder.record(batch),
  } as ReturnType<typeof createActivities>;
}
