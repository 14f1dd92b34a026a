/** User records and the roles they were given. */
import { record } from '../../record.mts';
import type { SeedRow } from '../../record.mts';
import type { Row } from '../../../types.mts';
import { CORE_PEOPLE, DEMO_PEOPLE, userId } from './people.mts';
import { placeId } from './places.mts';
import { roleId } from './roles.mts';
import type { Person } from './staff.mts';

function placesOf({ department = '', location = '', manager = '' }: Person): Row {
	return {
		department: department && placeId('cmn_department', department),
		location: location && placeId('cmn_location', location),
		company: department && placeId('core_company', 'Northwind North America'),
		manager: manager && userId(manager),
	};
}

function user(person: Person, withPlaces: boolean): SeedRow {
	const { user_name, first, last, title = '' } = person;
	return record('sys_user', user_name, {
		sys_id: userId(user_name),
		user_name,
		first_name: first,
		last_name: last,
		name: `${first} ${last}`.trim(),
		email: `${user_name}@example.com`,
		title,
		user_password: person.password ?? '',
		active: 'true',
		locked_out: 'false',
		password_needs_reset: 'false',
		web_service_access_only: 'false',
		internal_integration_user: 'false',
		enable_multifactor_authn: 'false',
		vip: 'false',
		notification: '2',
		calendar_integration: '1',
		sys_class_name: 'sys_user',
		sys_domain: 'global',
		sys_domain_path: '/',
		...(withPlaces ? placesOf(person) : {}),
		...person.extra,
	});
}

function granted(person: Person): SeedRow[] {
	return (person.roles ?? []).map((role) =>
		record('sys_user_has_role', `${person.user_name}/${role}`, {
			user: userId(person.user_name),
			role: roleId(role),
			inherited: 'false',
			state: 'active',
		}),
	);
}

/** `demo` adds the company's staff and where everybody sits; without it only the accounts are there. */
export function userRows(demo: boolean): SeedRow[] {
	const people = demo ? [...CORE_PEOPLE, ...DEMO_PEOPLE] : CORE_PEOPLE;
	return [...people.map((person) => user(person, demo)), ...people.flatMap(granted)];
}
