import { openBroker } from './broker';

/** jest: before the first test of a project that may need servers. They start only when asked for. */
export default openBroker;
