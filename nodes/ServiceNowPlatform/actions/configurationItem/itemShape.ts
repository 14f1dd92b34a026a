import type { IDataObject } from 'n8n-workflow';
import type { Json } from '../../domain/api/json';
import { ROOT_CLASS } from '../../domain/cmdb/configurationItem';
import { knownColumns, simplified, usualFirst } from '../../domain/values/simple/simplified';
import type { Item } from '../../properties/item/item';
import { outputModeOf, selectedColumns, simplifiedQuery } from '../../properties/output/output';

interface Shape {
	/** What is asked of the table before the API of the class is; none for what tells where the item is. */
	query?: Record<string, string>;
	/** That answer has all that is put out. */
	isEnough: boolean;
	shaped(record: Json): IDataObject;
}

/** The API of the class has no labels of choices: the simplified item is what its table shows. @throws InputError */
export function itemShape(item: Item): Shape {
	const mode = outputModeOf(item);
	if (mode === 'simplified') {
		const shown = knownColumns(ROOT_CLASS) ?? new Map();
		return { query: simplifiedQuery(shown), isEnough: true, shaped: (record) => simplified(record, shown) };
	}
	const names = mode === 'selected' ? selectedColumns(item) : [];
	if (names.length === 0) return { isEnough: false, shaped: (record) => usualFirst(record, ROOT_CLASS) };
	return { isEnough: false, shaped: (record) => Object.fromEntries(names.map((name) => [name, record[name]])) };
}
