import type { Operations, Resource } from '../operation';
import { get } from './get.operation';
import { insert } from './insert.operation';
import { insertMultiple } from './insertMultiple.operation';

export const importSet: Resource<Operations['importSet']> = {
	option: { name: 'Import Set', description: 'Rows of a staging table, from which transform maps make records' },
	usual: 'insert',
	operations: { get, insert, insertMultiple },
};
