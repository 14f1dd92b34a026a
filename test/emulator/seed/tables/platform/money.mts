/** Currencies, their rates to the euro, and amounts that were entered in another currency than the instance counts in. */
import { documentId, flag, root, tableName, text } from '../../columns.mts';
import type { ColumnSeed, TableSeed } from '../../../types.mts';

const number = (element: string, label: string): ColumnSeed => ({ element, label, type: 'float', max_length: 40 });

export const moneyTables: TableSeed[] = [
	root('fx_currency', 'Currency', [
		text('code', 'Code', 3, { display: true, unique: true }),
		text('name', 'Name', 100),
		text('symbol', 'Symbol', 10),
		flag('active', 'Active', 'true'),
	]),
	root('fx_rate', 'Exchange Rate', [text('currency', 'Currency', 3, { display: true }), number('rate', 'Rate')]),
	root('fx_currency_instance', 'Currency Instance', [
		tableName('table', 'Table'),
		documentId('id', 'ID', { dependent: 'table' }),
		text('field', 'Field', 80),
		number('amount', 'Amount'),
		text('currency', 'Currency', 3),
		number('reference_amount', 'Reference amount'),
		text('reference_currency', 'Reference currency', 3),
	]),
];
