import type { Operations, Resource } from '../operation';
import { send } from './send.operation';

export const apiRequest: Resource<Operations['apiRequest']> = {
	option: { name: 'API Request', description: 'Any other REST API of the instance' },
	operations: { send },
};
