import { removePacked } from './packed.mts';

/** jest's global teardown; it has to be a file of its own. */
export default removePacked;
