import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode, type BundleOptions, type WorkflowBundleOption } from '@temporalio/worker';
import type { Logger } from 'pino';
import { isMain, temporalLogger } from './configuration';
import { sourceDigest } from './sourceDigest';

const project = join(import.meta.dirname, '..');
const sources = join(project, 'workflows');
const folder = join(project, 'dist', 'workflows');

/**
 * The workflow code from dist/workflows, if it was bundled from these very sources; otherwise bundled now and stored
 * there, so that the next start is quick. A read-only folder (in an image) is not an error.
 */
export async function workflowBundle(log?: Logger): Promise<WorkflowBundleOption> {
  const digest = sourceDigest(['workflows', 'engine', 'domain', 'package-lock.json', 'bin/workflowBundle.ts']);
  const codePath = join(folder, `${digest}.js`);
  if (existsSync(codePath)) return { codePath };
  const { code } = await bundleWorkflows(join(sources, 'index.ts'), temporalLogger(log));
  try {
    mkdirSync(folder, { recursive: true });
    removeOld();
    const making = join(folder, `.${digest}-${process.pid}`);
    writeFileSync(making, code);
    renameSync(making, codePath);
    return { codePath };
  } catch {
    return { code };
  }
}

/** Removes bundles that no starting worker can be about to read. */
function removeOld(): void {
  const yesterday = Date.now() - 86_400_000;
  for (const file of readdirSync(folder).map((name) => join(folder, name))) {
    if (statSync(file).mtimeMs < yesterday) rmSync(file, { force: true });
  }
}

/** Workflow code as Temporal runs it: the engine is loaded once for all workflows. */
export const bundleWorkflows = (workflowsPath: string, logger: BundleOptions['logger']) =>
  bundleWorkflowCode({
    workflowsPath,
    workflowInterceptorModules: [join(sources, 'refuseForeign.ts')],
    preloadModules: [join(sources, 'programs.ts'), join(sources, 'preloaded.ts')],
    webpackConfigHook: forThisNode,
    logger,
  });

/**
 * Same target as the compiler: by default private fields and spreads are rewritten for ES2017, which costs a sixth of
 * the worker's processor time.
 */
const forThisNode: BundleOptions['webpackConfigHook'] = (config) => {
  for (const rule of config.module!.rules!) {
    if (rule && typeof rule === 'object' && rule.use && typeof rule.use === 'object' && 'loader' in rule.use)
      (rule.use.options as { jsc: { target: string } }).jsc.target = 'es2022';
  }
  return config;
};

if (isMain(import.meta.filename)) {
  void workflowBundle();
}
