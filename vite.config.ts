import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Writes .gz and .br files beside each text asset, so that the API serves them without compressing again. */
function precompress(): Plugin {
  return {
    name: 'heyi-precompress',
    apply: 'build',
    // After writing, when the chunks contain what other plugins add to them.
    async writeBundle({ dir }, bundle) {
      for (const name of Object.keys(bundle)) {
        if (!/\.(js|css|svg|json)$/.test(name)) continue;
        const source = await readFile(join(dir!, name));
        if (source.length < 1400) continue;
        await writeFile(join(dir!, `${name}.gz`), gzipSync(source, { level: 9 }));
        await writeFile(join(dir!, `${name}.br`), brotliCompressSync(source));
      }
    },
  };
}

/**
 * What every page needs is one file, and what many pages need another: dozens of small files would take more requests
 * and compress worse.
 */
const groups = [
  { name: 'base', test: /web[\\/]main\.tsx$/, priority: 2 },
  {
    name: 'common',
    test: /[\\/]web[\\/](ui[\\/](?!Chart)|api[\\/])|[\\/]domain[\\/](codeList|stages|industries|groups|outcomes|regions|money|caseNumber|text|roles)\./,
    priority: 1,
  },
];

export default defineConfig({
  root: 'web',
  plugins: [react(), precompress()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
  // The web's own sources have a folder of that name, too.
  server: { proxy: { '^/api/(?!.*\\.tsx?(\\?|$))': 'http://127.0.0.1:8080' } },
});
