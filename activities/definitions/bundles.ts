import { ApplicationFailure } from '@temporalio/common';
import { canonicalJson } from '../../domain/canonicalJson';
import {
  bytes as sourceBytes,
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
import type { Parts } from '../../threads/makeBundle';
import type { Claims } from '../../workflows/codec';
import { definitionOf, formsOf } from './published';
import { compiling } from './compiling';
import { decisionFiles } from './decisions';

const KEPT = 200;

/** Where the codec finds the bundles whose hashes are in histories. */
export const claimsAt = (clock: () => Date): Claims => ({
  read: readBundle,
  keep: (hash, bytes) => keepBundle(hash, Buffer.from(bytes), clock()),
  knowsKey: knowsKeyId,
});

/** Of a bundle's bytes. */
export const hashOf = (bundle: Uint8Array): string => Buffer.from(bundle.subarray(0, 64)).toString('latin1');

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
    const of = wanted.bundle ? await this.bytes(wanted.bundle) : await partsOf(wanted);
    const made = await compiling('makeBundle', { of, references: await this.referencesInForce() }, sizeOf(of));
    const bytes = Buffer.from(made);
    await keepBundle(hashOf(bytes), bytes, this.clock());
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

async function partsOf(wanted: Wanted): Promise<Parts> {
  const { process, binding, definition } = wanted;
  const found = definition
    ? await versionOf(definition)
    : await definitionOf('process', process, binding, wanted.deployment);
  if (found?.kind !== 'process')
    throw ApplicationFailure.nonRetryable(
      `No version of the process “${process}” is published. / 流程「${process}」没有已发布的版本。`,
      'NO_SUCH_DEFINITION',
    );
  const source = sourceBytes(found.source);
  const { graph, asked } = await compiling('compileProcess', { source, process, hash: found.hash }, source.length);
  const deployment = asked.together ? (wanted.deployment ?? found.deployments?.at(-1)) : undefined;
  const published = asked.decisions.length ? await decisionFiles() : [];
  return {
    graph,
    ...(deployment && { deployment }),
    forms: await formsOf(asked.forms, deployment),
    asked: asked.decisions,
    published,
    together: deployment && published.length ? await decisionFiles({ deployments: deployment }) : published,
  };
}

const sizeOf = (of: Parts | Uint8Array): number =>
  of instanceof Uint8Array
    ? of.length
    : [of.graph, ...of.published.map(({ source }) => source)].reduce((sum, { length }) => sum + length, 0);
