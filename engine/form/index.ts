export * from './schema';
export { at, put } from './paths';
export { formScope, hidden, optionsOf, valueOf } from './evaluate';
export { checkForm, checkValue, fieldsOf, holdsValue, isDate, type FormProblem } from './check';
export { checkFormDefinition, initialValues, type FormFinding } from './definition';
