import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkForm, type Form } from '../../../../engine/form';
import { plainValues } from './assumptions';

const folder = join(__dirname, '../../../../definitions/forms');
const forms = readdirSync(folder).filter((name) => name.endsWith('.form'));

test.each(forms)('%s can be sent with the values that a simulation assumes', (name) => {
  const form = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Form;
  const now = '2026-05-11T09:00:00+08:00';
  // Options that come from the case are not known before there is one.
  const open = form.components.filter(({ valuesExpression }) => valuesExpression).map(({ key }) => key);
  const { problems } = checkForm(form.components, plainValues(form, {}, now), {}, now);
  expect(problems.filter(({ path, code }) => !(code === 'REQUIRED' && open.includes(path)))).toEqual([]);
});
