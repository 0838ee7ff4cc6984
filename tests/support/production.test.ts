import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { parse } from 'yaml';
import { dynamicConfig, searchAttributes } from '../../devstack/temporalSettings';

const project = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(project, path), 'utf8');

interface Service {
  image?: string;
  command?: string[];
  entrypoint?: string[];
  restart?: string;
  environment?: Record<string, string>;
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
  volumes?: string[];
  cap_drop?: string[];
  cap_add?: string[];
  security_opt?: string[];
  read_only?: boolean;
  tmpfs?: string[];
  privileged?: boolean;
  user?: string;
}

const compose = parse(read('compose.yaml'), { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, null>;
  secrets: Record<string, unknown>;
};
const services = Object.entries(compose.services);
const oneShot = new Set(
  services.flatMap(([, { depends_on = {} }]) =>
    Object.entries(depends_on)
      .filter(([, { condition }]) => condition === 'service_completed_successfully')
      .map(([name]) => name),
  ),
);
const ours = services.filter(([, { environment }]) => environment?.['HEYI_KEY']);

describe('compose.yaml', () => {
  test('has Temporal with PostgreSQL, a MongoDB replica set of three, the API and the worker', () => {
    expect(Object.keys(compose.services)).toEqual(
      expect.arrayContaining([
        'api',
        'worker',
        'setup',
        'temporal',
        'postgres',
        'mongo-1',
        'mongo-2',
        'mongo-3',
        'mongo-set',
      ]),
    );
  });

  test.each(services)(
    '%s waits for services that exist, with a condition that can become true',
    (_name, { depends_on = {} }) => {
      for (const [name, { condition }] of Object.entries(depends_on)) {
        expect(Object.keys(compose.services)).toContain(name);
        if (condition === 'service_healthy') expect(compose.services[name]!.healthcheck).toBeDefined();
      }
    },
  );

  test.each(services)('%s restarts after a failure, and only a job may end', (name, { restart }) => {
    expect(restart).toMatch(oneShot.has(name) ? /^on-failure/ : /^unless-stopped$/);
  });

  test.each(services.filter(([name]) => name !== 'worker' && !oneShot.has(name)))(
    '%s has a health check',
    (_name, { healthcheck }) => {
      expect(healthcheck?.test.length).toBeGreaterThan(1);
    },
  );

  test.each(services)('%s mounts existing paths', (_name, { volumes = [] }) => {
    for (const [source] of volumes.map((volume) => volume.split(':') as [string, string])) {
      if (source.startsWith('.')) expect(existsSync(join(project, source))).toBe(true);
      else expect(Object.keys(compose.volumes)).toContain(source);
    }
  });

  test.each(services.filter(([, { image }]) => !image?.startsWith('heyi:')))(
    '%s has a pinned version',
    (_name, { image }) => {
      // By tag, and by digest if the operator has pinned one.
      expect(image).toMatch(/:\d+(\.\d+)*(-alpine)?\$\{[A-Z_]+_DIGEST:-\}$/);
    },
  );

  test.each(services)('%s has no unneeded privileges', (name, service) => {
    const { cap_drop, cap_add = [], security_opt, read_only, privileged } = service;
    expect(cap_drop).toEqual(['ALL']);
    expect(security_opt).toContain('no-new-privileges:true');
    expect(privileged).toBeUndefined();
    expect([name, read_only]).toEqual([name, name !== 'temporal']);
    // Database images change the owner of their files at startup; nothing else has a reason to start as root.
    const database = /^(mongo-\d|postgres)$/.test(name);
    expect([name, cap_add]).toEqual([name, database ? ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETGID', 'SETUID'] : []]);
    if (read_only) expect(service.tmpfs).toContain('/tmp');
  });

  test('Heyi connects to its database as a user with read and write access to it and nothing else', () => {
    for (const [, { environment }] of ours) {
      const uri = new URL(environment!['MONGODB_URI']!.replace(/@.*?\//, '@host/').replace(/\$\{[^}]*\}/, 'secret'));
      expect([uri.username, uri.pathname, uri.searchParams.get('authSource')]).toEqual(['heyi-app', '/heyi', 'heyi']);
      expect(environment).not.toHaveProperty('MONGO_PASSWORD');
    }
    const script = read('deploy/mongo-set.js');
    expect([...script.matchAll(/role: '(\w+)', db: '(\w+)'/g)].map(([, role, db]) => [role, db])).toEqual([
      ['readWrite', 'heyi'],
    ]);
    expect(script).toContain("'heyi-app'");
  });

  test('no digest is invented: none has a value here', () => {
    for (const file of ['compose.yaml', 'Dockerfile', 'deploy/env.example'])
      expect([file, /sha256:[0-9a-f]/.test(read(file))]).toEqual([file, false]);
  });

  test.each(ours)(
    '%s runs a script that exists',
    (_name, { command = ['node', '--import', 'tsx', 'bin/server.ts'] }) => {
      expect(existsSync(join(project, command.at(-1)!))).toBe(true);
    },
  );

  test.each(ours)('%s receives only settings that bin/ reads', (_name, { environment = {} }) => {
    const bin = readdirSync(join(project, 'bin'))
      .filter((name) => /\.ts$/.test(name))
      .map((name) => read(join('bin', name)))
      .join('\n');
    expect(Object.keys(environment).filter((name) => !new RegExp(`\\b${name}\\b`).test(bin))).toEqual([]);
  });

  test('every variable is explained in deploy/env.example, and no secret has a default', () => {
    const used = [...read('compose.yaml').matchAll(/\$\{(\w+)(?::([-?])([^}]*))?\}/g)];
    const explained = [...read('deploy/env.example').matchAll(/^(\w+)=/gm)].map(([, name]) => name);
    expect(
      used.map(([, name]) => name).filter((name) => name !== 'HEYI_VERSION' && !explained.includes(name!)),
    ).toEqual([]);
    expect(
      used.filter(([, name, kind]) => /PASSWORD$|^HEYI_KEY$/.test(name!) && kind !== '?').map(([, name]) => name),
    ).toEqual([]);
  });
});

test("Temporal's settings are those of development", () => {
  const settings = parse(read('deploy/temporal-dynamic-config.yaml')) as Record<string, { value: unknown }[]>;
  expect(Object.fromEntries(Object.entries(settings).map(([key, [setting]]) => [key, setting?.value]))).toEqual(
    dynamicConfig,
  );
  const [, names = ''] = /for name in (.*); do/.exec(read('deploy/temporal-namespace.sh')) ?? [];
  expect(names.split(' ')).toEqual(Object.keys(searchAttributes));
});

test.each(['deploy/temporal-schema.sh', 'deploy/temporal-namespace.sh', 'devstack/watchdog.sh'])(
  '%s is a shell script without syntax errors',
  (path) => {
    execFileSync('sh', ['-n', join(project, path)]);
  },
);

describe('the image', () => {
  const entries = ['bin/server.ts', 'bin/worker.ts', 'bin/setup.ts'];
  const imports = build({
    entryPoints: entries,
    absWorkingDir: project,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    write: false,
    metafile: true,
    outdir: 'out',
    loader: { '.node': 'empty' },
    logLevel: 'silent',
  });

  test('needs no package that is installed only in development', async () => {
    const { inputs } = (await imports).metafile;
    const packages = Object.values(inputs)
      .flatMap((input) => input.imports.filter(({ external }) => external).map(({ path }) => path))
      .filter((path) => !isBuiltin(path) && !path.startsWith('.'))
      .map((path) =>
        path
          .split('/')
          .slice(0, path.startsWith('@') ? 2 : 1)
          .join('/'),
      );
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    expect([...new Set(packages)].filter((name) => !(name in dependencies))).toEqual([]);
  });

  test('contains every folder that it runs', async () => {
    const { inputs } = (await imports).metafile;
    const folders = new Set(
      Object.keys(inputs)
        .filter((path) => path.includes('/'))
        .map((path) => path.split('/')[0]!),
    );
    const copied = [...read('Dockerfile').matchAll(/^COPY (\w+) \1$/gm)].map(([, folder]) => folder!);
    expect([...folders].filter((folder) => !copied.includes(folder))).toEqual([]);
  });
});
