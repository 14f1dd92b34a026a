import { judgedFields, unseenFields } from '../../../../nodes/ServiceNowPlatform/domain/query/unseen.ts';

describe('judgedFields', () => {
	it('are the first parts of the paths, each once', () => {
		expect(judgedFields(['state', 'caller_id.email', 'caller_id.manager.name', 'state'])).toEqual([
			'state',
			'caller_id',
		]);
	});

	it('leave out what is no field of the record itself', () => {
		expect(judgedFields(['variables.os', 'ref_incident.caller_id'])).toEqual([]);
		expect(judgedFields(['variables', 'ref_incident'])).toEqual(['variables', 'ref_incident']);
	});
});

describe('unseenFields', () => {
	it('are those that no record shows, however empty they are', () => {
		expect(unseenFields([{ a: '' }, { b: null }], ['a', 'b', 'c'])).toEqual(['c']);
	});

	it('are not known where no record shows anything', () => {
		expect(unseenFields([], ['a'])).toEqual([]);
		expect(unseenFields([{}, {}], ['a'])).toEqual([]);
	});
});
