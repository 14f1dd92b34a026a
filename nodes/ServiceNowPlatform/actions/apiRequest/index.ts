import type { Resource } from '../operation';
import { send } from './send';

export const apiRequest: Resource<'send'> = {
	option: { name: 'API Request', description: 'Any other REST API of the instance' },
	operations: { send },
};
