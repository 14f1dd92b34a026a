import type { Operations, Resource } from '../operation';
import { get } from './get';
import { send } from './send';

export const email: Resource<Operations['email']> = {
	option: { name: 'Email', description: 'A message that the instance sends' },
	usual: 'send',
	operations: { get, send },
};
