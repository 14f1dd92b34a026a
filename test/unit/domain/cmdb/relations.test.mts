import type { ApiRequest } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { attributesOf } from '../../../../nodes/ServiceNowPlatform/domain/cmdb/configurationItem.ts';
import {
	endsOf,
	type Relation,
	relationsOf,
	addClasses,
} from '../../../../nodes/ServiceNowPlatform/domain/cmdb/relations.ts';
import { drive } from '../../support/table.mts';

const reference = (value: string, display_value: string) => ({ value, display_value, link: `https://x/${value}` });
const result = {
	attributes: { name: 'a', os: '', owned_by: reference('u', 'Fred'), company: { value: 'c', display_value: '' } },
	outbound_relations: [{ sys_id: 'r1', type: reference('t', 'Runs on::Runs'), target: reference('b', 'B') }],
	inbound_relations: [],
};
const relation = (target_sys_id: string): Relation => ({
	sys_id: '',
	type: '',
	type_sys_id: '',
	target: '',
	target_sys_id,
	target_class: '',
});

describe('attributesOf', () => {
	it.each([
		['false' as const, 'u'],
		['true' as const, 'Fred'],
		['all' as const, { value: 'u', display_value: 'Fred' }],
	])('gives references as %s', (form, owned_by) => {
		expect(attributesOf(result, form)).toMatchObject({ name: 'a', os: '', owned_by });
	});

	it('gives nothing where there is nothing', () => {
		expect(attributesOf({}, 'false')).toEqual({});
	});
});

describe('relationsOf', () => {
	it('tells type and other end in both forms', () => {
		expect(relationsOf(result, 'outbound')).toEqual([
			{
				sys_id: 'r1',
				type: 'Runs on::Runs',
				type_sys_id: 't',
				target: 'B',
				target_sys_id: 'b',
				target_class: '',
			},
		]);
		expect(relationsOf(result, 'inbound')).toEqual([]);
		expect(relationsOf({}, 'inbound')).toEqual([]);
	});
});

describe('endsOf', () => {
	it('makes the item the parent of an outbound relation and the child of an inbound one', () => {
		expect(endsOf('outbound', 'me', 'other', 't')).toEqual({ parent: 'me', child: 'other', type: 't' });
		expect(endsOf('inbound', 'me', 'other', 't')).toEqual({ parent: 'other', child: 'me', type: 't' });
	});
});

describe('withClasses', () => {
	const look = (relations: Relation[], visible = (_: string) => true) => {
		const sent: ApiRequest[] = [];
		const found = drive(addClasses(relations), (request) => {
			sent.push(request);
			const ids = String(request.query?.sysparm_query).replace('sys_idIN', '').split(',');
			const rows = ids.filter(visible).map((sys_id) => ({ sys_id, sys_class_name: `class_${sys_id}` }));
			return { status: 200, headers: {}, body: { result: rows } };
		});
		return { found, sent };
	};

	it('asks for each item once, and for many in several requests', () => {
		const ids = Array.from({ length: 450 }, (_, index) => String(index));
		const { found, sent } = look([...ids, ...ids].map(relation));
		expect(sent).toHaveLength(3);
		expect(found.map(({ target_class }) => target_class)).toEqual([...ids, ...ids].map((id) => `class_${id}`));
	});

	it('says nothing of the class of an item that the user may not see', () => {
		const { found } = look([relation('a'), relation('b')], (id) => id === 'a');
		expect(found.map(({ target_class }) => target_class)).toEqual(['class_a', '']);
	});

	it('asks nothing where there are no relations', () => {
		expect(look([]).sent).toEqual([]);
	});
});
