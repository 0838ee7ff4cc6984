import { createHash } from 'node:crypto';
import { watch } from 'node:fs';
import { join, resolve } from 'node:path';
import { exit, stdout } from 'node:process';
import { exampleAccount } from '../bin/sample';
import { staffRoles } from '../domain/roles';
import { openData, type Data } from './data';
import { given, projectFolder } from './environment';
import { onOrphaned } from './orphan';
import { say } from './progress';
import { runScript, startStack, type Stack } from './stack';
import { supervise } from './supervise';
import { buildWeb } from './webBuild';

/**
 * `npm start`: the whole system from one command, with its data in one folder, until Ctrl-C. With `watching`, changed
 * sources restart the processes that run them.
 */
export async function start(watching: boolean): Promise<void> {
  const began = Date.now();
  say('和议启动中', 'Heyi is starting');
  const data = await openData(resolve(given('HEYI_DATA') ?? join(projectFolder, '.heyi')));
  let stack: Stack | undefined;
  const closing: (() => unknown)[] = [() => data.close()];
  onInterrupt(async () => {
    say('正在停止', 'stopping');
    for (const close of closing.reverse()) await close();
    say('已停止，数据保留在 ' + data.folder, 'stopped; the data stays in ' + data.folder);
  });
  try {
    const building = watching ? Promise.resolve() : buildWeb();
    [stack] = await Promise.all([startFrom(data), building]);
  } catch (error) {
    await stack?.stop();
    await data.close();
    throw error;
  }
  const running = stack;
  data.keepPorts(running.ports);
  closing.push(() => running.stop());
  for (const part of Object.values(running.parts)) closing.push(supervise(part));
  const pages = watching ? await serveSources(running, closing) : running.url;
  setInterval(() => {}, 2 ** 30); // the processes started do not keep this one alive: it runs until it is interrupted
  stdout.write(announcement(running, data, pages, Date.now() - began));
  if (running.env.HEYI_SAMPLE === '1')
    await runScript('sampleCases', running.env).catch((error: Error) =>
      say(`示例案件不完整：${error.message}`, 'not all sample cases could be created'),
    );
}

const startFrom = (data: Data): Promise<Stack> =>
  startStack({
    dataDir: data.folder,
    ports: {
      api: Number(given('PORT') ?? data.ports.api ?? 8080),
      mongo: data.ports.mongo,
      temporal: data.ports.temporal,
      temporalPages: data.ports.temporalPages,
      texts: data.ports.texts,
    },
    temporalPages: true,
    env: {
      HEYI_KEY: given('HEYI_KEY') ?? data.secrets.key,
      HEYI_FIRST_PASSWORD: given('HEYI_FIRST_PASSWORD') ?? data.secrets.password,
      HEYI_SAMPLE: given('HEYI_SAMPLE') ?? '1',
      // The same at every start, so that browsers stay subscribed.
      HEYI_PUSH_KEY:
        given('HEYI_PUSH_KEY') ?? createHash('sha256').update(`push|${data.secrets.key}`).digest('base64url'),
    },
  });

/** The first interrupt stops in order, the second immediately (the watchdog then ends what is left). */
function onInterrupt(close: () => Promise<void>): void {
  let asked = false;
  const interrupt = () => {
    if (asked) exit(1);
    asked = true;
    close().then(
      () => exit(0),
      () => exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  onOrphaned(interrupt);
}

/** Vite serves web/ from its sources; a changed server file restarts worker and API. Returns the URL of the pages. */
async function serveSources({ url, parts }: Stack, closing: (() => unknown)[]): Promise<string> {
  const { createServer } = await import('vite');
  const vite = await createServer({
    configFile: join(projectFolder, 'vite.config.ts'),
    server: { host: '127.0.0.1', proxy: { '/api': url } },
  });
  await vite.listen();
  let pending: NodeJS.Timeout | undefined;
  const restart = async () => {
    say('源代码已更改，重新启动 worker 与 api', 'sources changed, restarting worker and api');
    await Promise.all([parts.worker, parts.api].map(async (part) => (await part.stop(), part.start()))).catch(
      (error: Error) => say(error.message, 'not restarted'),
    );
  };
  const watchers = ['engine', 'domain', 'workflows', 'activities', 'models', 'api', 'definitions', 'bin'].map(
    (folder) =>
      watch(join(projectFolder, folder), { recursive: true }, () => {
        clearTimeout(pending);
        pending = setTimeout(restart, 300);
      }),
  );
  closing.push(
    () => vite.close(),
    () => watchers.forEach((watcher) => watcher.close()),
  );
  return vite.resolvedUrls?.local[0] ?? url;
}

function announcement(
  { url, kinds, mongoUri, temporalAddress, temporalPages, texts, env }: Stack,
  { folder }: Data,
  pages: string,
  milliseconds: number,
): string {
  const rows: [string, string][] = [
    ['网页 / web', pages],
    ['接口 / API', `${url}/api`],
    ['接口文档 / API reference', `${url}/api/docs`],
    ...(texts ? [['短信（仅显示，不发出）/ text messages, shown and not sent', texts.url] as [string, string]] : []),
    ['登录 / sign in', `admin  ${env.HEYI_FIRST_PASSWORD}`],
    ...(env.HEYI_SAMPLE === '1'
      ? [
          [
            '其他角色，同一密码 / other roles, same password',
            ['admin2', ...staffRoles.filter((role) => role !== 'administrator')].join(' · '),
          ] as [string, string],
          [
            '示例调解员，同一密码（区划-组织-序号） / sample mediators, same password (place-organisation-number)',
            `${exampleAccount} …`,
          ] as [string, string],
        ]
      : []),
    ['Temporal', [temporalAddress, temporalPages, kinds.temporal].filter(Boolean).join('  ')],
    ['MongoDB', `${mongoUri.replace(/\/\/[^@/]*@/, '//…@')}  ${kinds.mongo}`],
    ['数据 / data', folder],
  ];
  return [
    '',
    `和议已就绪，用时 ${(milliseconds / 1000).toFixed(1)} 秒 / Heyi is ready`,
    ...rows.map(([name, value]) => `  ${name}: ${value}`),
    '  Ctrl-C 停止 / Ctrl-C to stop',
    '',
    '',
  ].join('\n');
}
