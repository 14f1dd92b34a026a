import { sysId } from '../../domain/address/record';
import { ApiFailure } from '../../domain/failure/failure';
import { apiPath, attempt } from '../../domain/api/request';
import { transformedIn, untransformed } from '../../domain/importSet/importSet';
import { resolveTable, stagingTableLocator } from '../../properties/pickers/table';
import type { Operation } from '../operation';

export const get: Operation = {
	option: {
		name: 'Get',
		description: 'Get what the transform maps made of a row',
		action: 'Get row of import set',
	},
	readOnly: true,
	properties: [
		stagingTableLocator,
		{
			displayName: 'Row ID',
			name: 'rowId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. e2928be64f411200adf9f8e18110c777',
			description: 'The sys_id of the row in the staging table, not that of the record made of it',
		},
	],
	*run(item) {
		const table = resolveTable(item);
		const id = sysId(item.text('rowId'), 'Row ID');
		const answer = yield* attempt({ method: 'GET', path: apiPath`/api/now/import/${table}/${id}` });
		if (answer instanceof ApiFailure) throw explained(answer, table);
		const results = transformedIn(answer);
		return results.length === 0 ? [untransformed(answer)] : results;
	},
};

function explained(failure: ApiFailure, table: string): ApiFailure {
	if (failure.kind !== 'not-found') return failure;
	const advice = `Check the ID: it is that of a row of ${table}. ServiceNow deletes such rows after some days.`;
	return new ApiFailure({ ...failure.facts, advice });
}
