import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where public suites are expected, beside the project; none of their files is part of it. */
const HOME = '../shared/conformance';

/** The folders given to a command, or by default the suites' own; exits with a message if they do not exist. */
export function suiteFolders(given: string[], ...names: string[]): string[] {
  const folders = given.length ? given : names.map((name) => join(HOME, name));
  const absent = folders.filter((folder) => !existsSync(folder));
  if (absent.length === 0) return folders;
  console.error(
    `没有文件夹 ${absent.join('、')}：公开测试集不在本项目中，请取得后给出其路径。\nThere is no folder ${absent.join(', ')}: public suites are not part of this project; download them and give their path.`,
  );
  process.exit(2);
}

/** Tests over a public suite if it lies beside the project; otherwise one skipped test says that it is missing. */
export function describeSuite(name: string, tests: (folder: string) => void): void {
  const folder = join(HOME, name);
  if (existsSync(folder)) describe(`the public suite ${name}`, () => tests(resolve(folder)));
  else describe(`the public suite ${name}`, () => test.skip(`is absent: there is no ${folder}`, () => undefined));
}
