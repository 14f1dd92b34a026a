import { keyList } from '../../../../nodes/ServiceNowPlatform/properties/pickers/keyList.ts';
import { thrown } from '../../support/failures.mts';

const ID = '46f67787a9fe198101e06dfcf3a78e99';
const number = (value: string) => ({ column: 'number', value });

describe('A list of keys', () => {
	it.each([
		['INC0010001, INC0010002', [number('INC0010001'), number('INC0010002')]],
		['INC0010001 INC0010002', [number('INC0010001'), number('INC0010002')]],
		['#INC0010001;#inc0010002', [number('INC0010001'), number('INC0010002')]],
		['INC0010001: Printer burns\nINC0010002 - It burns again', [number('INC0010001'), number('INC0010002')]],
		[` ${ID.toUpperCase()} ,INC0010001`, [{ sys_id: ID }, number('INC0010001')]],
		['', []],
	])('in %j', (text, keys) => {
		expect(keyList(text, 'More Records')).toEqual(keys);
	});

	it.each(['INC0010001 Printer', 'Printer: INC0010001', '#'])('is none: %j', (text) => {
		expect(thrown(() => keyList(text, 'More Records'))).toMatchObject({ name: 'InputError', field: 'More Records' });
	});
});
