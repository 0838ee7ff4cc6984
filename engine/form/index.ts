export * from './schema';
export { at, formScope, hidden, optionsOf, put, valueOf } from './evaluate';
export { checkForm, checkValue, fieldsOf, holdsValue, isDate, type FormProblem } from './check';
export { checkFormDefinition, initialValues, type FormFinding } from './definition';
