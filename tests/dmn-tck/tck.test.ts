import { describeSuite } from '../conformance/suites';
import { listed } from './listed';
import { nameOf, runFile, testFiles } from './suite';

describeSuite('dmn-tck', (folder) => {
  it.each(testFiles(folder).map((file) => [file.slice(folder.length + 1), file]))('%s', (_, file) => {
    const verdicts = runFile(file);
    const names = new Set(verdicts.map(nameOf));
    expect(new Set(verdicts.filter(({ passed }) => !passed).map(nameOf))).toEqual(
      new Set(Object.keys(listed).filter((name) => names.has(name))),
    );
  });
});
