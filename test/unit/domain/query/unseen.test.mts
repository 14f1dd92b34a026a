import { judgedColumns, unseenColumns } from '../../../../nodes/ServiceNowPlatform/domain/query/unseen.ts';

describe('judgedFields', () => {
	it('are the first parts of the paths, each once', () => {
		expect(judgedColumns(['state', 'caller_id.email', 'caller_id.manager.name', 'state'])).toEqual([
			'state',
			'caller_id',
		]);
	});

	it('leave out what is no field of the record itself', () => {
		expect(judgedColumns(['variables.os', 'ref_incident.caller_id'])).toEqual([]);
		expect(judgedColumns(['variables', 'ref_incident'])).toEqual(['variables', 'ref_incident']);
	});
});

describe('unseenFields', () => {
	it('are those that no record shows, however empty they are', () => {
		expect(unseenColumns([{ a: '' }, { b: null }], ['a', 'b', 'c'])).toEqual(['c']);
	});

	it('are not known where no record shows anything', () => {
		expect(unseenColumns([], ['a'])).toEqual([]);
		expect(unseenColumns([{}, {}], ['a'])).toEqual([]);
	});
});
