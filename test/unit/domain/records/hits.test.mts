import { hitList } from '../../../../nodes/ServiceNowPlatform/domain/records/hits.ts';

describe('hitList', () => {
	it('names records by number or name, class and sys_id', () => {
		const rows = [
			{ sys_id: 'a', number: 'INC1', name: 'x' },
			{ sys_id: 'b', name: 'lnx', sys_class_name: 'cmdb_ci_linux_server' },
			{ sys_id: 'c', number: '' },
		];
		expect(hitList(rows)).toBe('INC1 (a); lnx, cmdb_ci_linux_server (b); c');
	});

	it('says that there are more than it names', () => {
		const rows = Array.from({ length: 12 }, (_, index) => ({ sys_id: String(index) }));
		expect(hitList(rows)).toBe('0; 1; 2; 3; 4; 5; 6; 7; 8; 9 and more');
	});

	it('is empty where the records came without their ids', () => {
		expect(hitList([{ name: 'x' }, { name: 'x' }])).toBe('');
	});
});
