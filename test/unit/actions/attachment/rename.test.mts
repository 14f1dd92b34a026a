import { rename } from '../../../../nodes/ServiceNowPlatform/actions/attachment/rename.operation.ts';
import type { Operation } from '../../../../nodes/ServiceNowPlatform/actions/operation.ts';
import { thrown } from '../../support/failures.mts';
import { ok } from '../../support/instance.mts';
import { parametersOf } from '../../support/item.mts';
import { drive } from '../../support/table.mts';

const ID = '46f67787a9fe198101e06dfcf3a78e99';

function renamed(stored: string) {
	const item = parametersOf({ attachment: { mode: 'id', value: ID }, fileName: 'new.txt' });
	return () =>
		drive((rename as Operation).run(item), ({ method }) =>
			method === 'PATCH' ? { status: 204, headers: {}, body: undefined } : ok({ sys_id: ID, file_name: stored }),
		);
}

describe('rename', () => {
	it('returns what is known of the file', () => {
		expect(renamed('new.txt')()).toEqual([{ sys_id: ID, file_name: 'new.txt' }]);
	});

	it('fails where ServiceNow kept the name without a word', () => {
		expect(thrown(renamed('old.txt'))).toMatchObject({ message: 'The file is still named "old.txt"' });
	});
});
