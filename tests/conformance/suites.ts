import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where public suites lie beside the project; none of their files lies in it. */
const HOME = '../shared/conformance';

/** The folders that a command was given, or where there is none the suites' own; ends with a sentence if they are absent. */
export function suiteFolders(given: string[], ...names: string[]): string[] {
  const folders = given.length ? given : names.map((name) => join(HOME, name));
  const absent = folders.filter((folder) => !existsSync(folder));
  if (absent.length === 0) return folders;
  console.error(
    `没有文件夹 ${absent.join('、')}：公开测试集不在本项目中，请取得后给出其路径。\nThere is no folder ${absent.join(', ')}: public suites are no part of this project; fetch them and give their path.`,
  );
  process.exit(2);
}

/** Tests over a public suite where it lies beside the project; where it does not, one skipped test says so. */
export function describeSuite(name: string, tests: (folder: string) => void): void {
  const folder = join(HOME, name);
  if (existsSync(folder)) describe(`the public suite ${name}`, () => tests(resolve(folder)));
  else describe(`the public suite ${name}`, () => test.skip(`is absent: there is no ${folder}`, () => undefined));
}
