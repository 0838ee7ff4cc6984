import { createHash } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { canonicalJson } from '../../domain/canonicalJson';
import { compile, CompileRefusal, readBpmn, ReadRefusal, type Graph } from '../../engine';
import {
  Definitions,
  isPublished,
  keepBundle,
  knowsKeyId,
  publications,
  readBundle,
  referencesInForce,
  versionOf,
  type Definition,
} from '../../models';
import type { Bundle, Wanted } from '../../workflows/hostContract';
import type { Claims } from '../../workflows/codec';
import { definitionOf, formsOf } from './published';
import { decisionsOf } from './decisions';

const KEPT = 200;

/** Where the codec finds the bundles whose hashes are in histories. */
export const claimsAt = (clock: () => Date): Claims => ({
  read: readBundle,
  keep: (hash, bytes) => keepBundle(hash, Buffer.from(bytes), clock()),
  knowsKey: knowsKeyId,
});

/**
 * Creates and finds bundles: what an instance runs, content-addressed. A new bundle is created when an instance starts,
 * from what is then published; a running instance loads its own by hash, whatever is published later.
 */
export class Bundles {
  readonly #made = new Map<string, { stamp: number; bytes: Promise<Uint8Array> }>();
  readonly #read = new Map<string, Promise<Bundle>>();

  constructor(private readonly clock: () => Date) {}

  /** See HostActivities.load. Throws ApplicationFailure for what does not exist or cannot run. */
  async load(wanted: Wanted): Promise<Uint8Array> {
    if (wanted.bundle && !wanted.refreshed) return this.bytes(wanted.bundle);
    const stamp = await publications();
    const key = canonicalJson(wanted);
    const known = this.#made.get(key);
    if (known?.stamp === stamp) return known.bytes;
    const bytes = this.#make(wanted);
    this.#made.set(key, { stamp, bytes });
    bytes.catch(() => this.#made.delete(key));
    if (this.#made.size > KEPT) this.#made.delete(this.#made.keys().next().value!);
    return bytes;
  }

  /**
   * Creates the bundles of all published processes as long as `go` returns true, so that no case has to wait for its
   * own. What cannot run is reported when it is started.
   */
  async warm(go: () => boolean): Promise<void> {
    const published = await Definitions.find({ kind: 'process', status: 'published' }, { keys: 1 }).lean<
      Pick<Definition, 'keys'>[]
    >();
    for (const process of new Set(published.flatMap(({ keys }) => keys)))
      if (go()) await this.load({ process }).catch(() => undefined);
  }

  async bytes(hash: string): Promise<Uint8Array> {
    const body = await readBundle(hash);
    if (!body)
      throw ApplicationFailure.nonRetryable(
        `No bundle ${hash} is stored. / 未找到运行包 ${hash}。`,
        'NO_SUCH_DEFINITION',
      );
    return body;
  }

  /** The content by hash, from which the records read limits and names. */
  open(hash: string): Promise<Bundle> {
    let read = this.#read.get(hash);
    if (!read) {
      this.#read.set(
        hash,
        (read = this.bytes(hash).then((bytes) => JSON.parse(Buffer.from(bytes.subarray(64)).toString()) as Bundle)),
      );
      read.catch(() => this.#read.delete(hash));
      if (this.#read.size > KEPT) this.#read.delete(this.#read.keys().next().value!);
    }
    return read;
  }

  /** The data from which dates and sums are derived now, as a bundle contains it. */
  async referencesInForce(): Promise<Pick<Bundle, 'calendar' | 'rules' | 'parameters'>> {
    const { calendar, rules, parameters } = await referencesInForce();
    return {
      calendar: { data: calendar.data, version: calendar.hash },
      rules: { data: rules.data, version: rules.hash },
      parameters: parameters.data,
    };
  }

  async #make(wanted: Wanted): Promise<Uint8Array> {
    if (wanted.starting) await refuseRetired(wanted);
    const bundle = wanted.bundle
      ? { ...(await this.open(wanted.bundle)), ...(await this.referencesInForce()) }
      : { ...(await bundleOf(wanted)), ...(await this.referencesInForce()) };
    const body = canonicalJson(JSON.parse(JSON.stringify(bundle)));
    const name = createHash('sha256').update(body).digest('hex');
    const bytes = Buffer.from(name + body);
    await keepBundle(name, bytes, this.clock());
    return bytes;
  }
}

/** Checks that an event does not start a version that has been retired. */
async function refuseRetired({ process, definition }: Wanted): Promise<void> {
  if (definition && !(await isPublished(definition)))
    throw ApplicationFailure.nonRetryable(
      `The version of the process “${process}” that this starts is retired. / 流程「${process}」的这一版本已停用，不再启动。`,
      'NO_SUCH_DEFINITION',
    );
}

async function bundleOf(wanted: Wanted): Promise<Omit<Bundle, 'calendar' | 'rules' | 'parameters'>> {
  const { process, binding, definition } = wanted;
  const source = definition
    ? await versionOf(definition)
    : await definitionOf('process', process, binding, wanted.deployment);
  if (source?.kind !== 'process')
    throw ApplicationFailure.nonRetryable(
      `No version of the process “${process}” is published. / 流程「${process}」没有已发布的版本。`,
      'NO_SUCH_DEFINITION',
    );
  const graph = await graphOf(source.source, process, source.hash);
  const deployment = bindsTogether(graph) ? (wanted.deployment ?? source.deployments?.at(-1)) : undefined;
  return {
    format: 1,
    graph,
    ...(deployment && { deployment }),
    ...(await decisionsOf(graph, deployment)),
    forms: await formsOf(graph, deployment),
  };
}

/** Whether anything in a graph is bound to what it was published together with. */
const bindsTogether = ({ nodes }: Graph): boolean =>
  Object.values(nodes).some(({ called, decision, task }) =>
    [called?.binding, decision?.binding, task?.formBinding].includes('deployment'),
  );

/** Compiles a process of a BPMN source. If it cannot run, the error gives the reason in the words of the refusal. */
export async function graphOf(source: Uint8Array, process: string, hash: string): Promise<Graph> {
  try {
    const { definitions } = await readBpmn(source);
    return compile(definitions, process, hash);
  } catch (error) {
    if (error instanceof ReadRefusal || error instanceof CompileRefusal)
      throw ApplicationFailure.nonRetryable(`${error.zh} / ${error.en}`, error.code);
    throw error;
  }
}
