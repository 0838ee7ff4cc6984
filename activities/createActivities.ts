import type { Deps } from './deps';
import { Bundles } from './definitions/bundles';
import { Post } from './messages/Post';
import { Recorder } from './records/Recorder';
import type { HostActivities } from '../workflows/batch';

/** All that workflows have done for them, by activity name: the host's own, and a job type each. */
export function createActivities(deps: Deps): HostActivities {
  const bundles = new Bundles(deps.clock);
  const recorder = new Recorder(bundles, new Post(deps));
  return {
    load: (wanted) => bundles.load(wanted),
    record: (batch) => recorder.record(batch),
  };
}
