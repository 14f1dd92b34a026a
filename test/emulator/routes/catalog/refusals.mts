/** What the Service Catalog refuses. It is a scripted API: bad ids are 400 here, where the Table API says 404. */
import { ServiceNowError } from '../../errors.mts';

const refused = (message: string, detail = '') => new ServiceNowError(400, message, detail);

export const invalidQuantity = () => refused('Invalid quantity value');

export const mayNotOrder = () => refused('Security constraints prevent ordering of Item');

/** Which ones is not told. */
export const variablesMissing = () => refused('Mandatory Variables are required');

export const cartIsEmpty = () => refused('Cart is empty');

/** The documentation gives the reasons (bad id or no access), not the text. */
export const invalidRequest = (detail: string) => refused('Invalid Request', detail);

export const notFound = () => new ServiceNowError(404, 'Requested resource cannot be found', '');

/** Not to be told apart from a record that is not there. */
export const notWritable = () => new ServiceNowError(404, 'Security constraints prevent access to requested page', '');
