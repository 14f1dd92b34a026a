import type { Operations, Resource } from '../operation';
import { get } from './get.operation';
import { send } from './send.operation';

export const email: Resource<Operations['email']> = {
	option: { name: 'Email', description: 'A message that the instance sends' },
	usual: 'send',
	operations: { get, send },
};
