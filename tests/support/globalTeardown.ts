import { closeBroker } from './broker';

/** jest: after the last test of the project. */
export default closeBroker;
