import { findChromium, haveChineseFont } from './chromium';
import { say } from './progress';
import { startMongo } from './mongo';
import { temporalBinary } from './temporalBinary';
import { timeSkippingProgram } from './timeSkippingServer';

/**
 * Finds or builds everything that tests need, so that no test waits for a build: `tsx devstack/setup.ts [--browser]`.
 */
async function setup(withBrowser: boolean): Promise<void> {
  const [temporal, mongo, timeSkipping] = await Promise.all([temporalBinary(), mongoKind(), timeSkippingProgram()]);
  say(`Temporal：${temporal.kind}（${temporal.path}）`, temporal.kind);
  say(`MongoDB：${mongo}`, mongo);
  say(`时间跳跃服务器：${timeSkipping.kind}`, `time-skipping server: ${timeSkipping.kind}`);
  if (!withBrowser) return;
  say(`浏览器：${await findChromium()}`, 'browser');
  if (!(await haveChineseFont())) say('没有中文字体，截图会出现方框', 'no Chinese font: screenshots will show boxes');
}

async function mongoKind(): Promise<string> {
  const server = await startMongo({ own: true });
  await server.stop();
  return server.kind;
}

setup(process.argv.includes('--browser')).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
