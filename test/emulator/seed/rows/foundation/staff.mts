/** The staff of the demo company. */
import type { Row } from '../../../types.mts';

export interface Person {
	user_name: string;
	first: string;
	last: string;
	title?: string;
	department?: string;
	location?: string;
	manager?: string;
	/** Roles granted to the user directly. */
	roles?: string[];
	password?: string;
	/** Columns that differ from a plain active user's. */
	extra?: Row;
	sys_id?: string;
}

type Employee = readonly [
	user_name: string,
	first: string,
	last: string,
	title: string,
	department: string,
	location: string,
	manager: string,
	rest?: Partial<Person>,
];

/** Two of them share a name, so that a display value does not always find one person. */
const EMPLOYEES: readonly Employee[] = [
	[
		'fred.luddy',
		'Fred',
		'Luddy',
		'Chief Technologist',
		'IT',
		'San Diego',
		'',
		{ roles: ['itil'], sys_id: '5137153cc611227c000bbd1bd8cd2005', extra: { vip: 'true' } },
	],
	[
		'abel.tuter',
		'Abel',
		'Tuter',
		'Architect',
		'Product Management',
		'Boston',
		'fred.luddy',
		{ sys_id: '62826bf03710200044e0bfc8bcbe5df1' },
	],
	[
		'beth.anglin',
		'Beth',
		'Anglin',
		'Service Desk Lead',
		'IT',
		'San Diego',
		'fred.luddy',
		{ roles: ['itil'], sys_id: '46d44a23a9fe19810012d100cca80666' },
	],
	[
		'david.loo',
		'David',
		'Loo',
		'Network Engineer',
		'IT',
		'San Diego',
		'fred.luddy',
		{ roles: ['itil', 'problem_manager'], sys_id: '5137153cc611227c000bbd1bd8cd2007' },
	],
	[
		'bow.ruggeri',
		'Bow',
		'Ruggeri',
		'Change Coordinator',
		'IT',
		'Seattle',
		'fred.luddy',
		{ roles: ['itil', 'change_manager', 'approver_user'] },
	],
	[
		'nadia.osei',
		'Nadia',
		'Osei',
		'Sales Director',
		'Sales',
		'Boston',
		'',
		{ sys_id: '5b7c200d0a640069006b3845b5d0fa7c', extra: { vip: 'true' } },
	],
	[
		'marek.dvorak',
		'Marek',
		'Dvořák',
		'Database Administrator',
		'IT',
		'Berlin',
		'fred.luddy',
		{ roles: ['itil', 'asset'] },
	],
	[
		'lena.fischer',
		'Lena',
		'Fischer',
		'Desktop Support',
		'IT',
		'Berlin',
		'beth.anglin',
		{ roles: ['itil', 'knowledge'] },
	],
	[
		'hiro.tanaka',
		'Hiro',
		'Tanaka',
		'Software Engineer',
		'Development',
		'Tokyo',
		'',
		{ extra: { time_zone: 'Asia/Tokyo' } },
	],
	['priya.raman', 'Priya', 'Raman', 'Software Engineer', 'Development', 'Hyderabad', ''],
	['sofia.lindqvist', 'Sofia', 'Lindqvist', 'Product Manager', 'Product Management', 'Amsterdam', ''],
	['omar.haddad', 'Omar', 'Haddad', 'Controller', 'Finance', 'London', ''],
	['grace.obi', 'Grace', 'Obi', 'HR Partner', 'HR', 'Toronto', ''],
	['tom.oreilly', 'Tom', "O'Reilly", 'Support Engineer', 'Customer Support', 'Sydney', ''],
	['alex.moreau', 'Alex', 'Moreau', 'Analyst', 'Finance', 'London', ''],
	['alex.moreau2', 'Alex', 'Moreau', 'Recruiter', 'HR', 'Amsterdam', ''],
];

export const STAFF: readonly Person[] = EMPLOYEES.map(
	([user_name, first, last, title, department, location, manager, rest]) => ({
		user_name,
		first,
		last,
		title,
		department,
		location,
		manager,
		...rest,
	}),
);

const FIRST = ['Ada', 'Bruno', 'Carla', 'Deniz', 'Elin', 'Farid', 'Gina', 'Hugo', 'Ines', 'Jonas'];
const LAST = ['Abbott', 'Brandt', 'Costa', 'Doyle', 'Eriksen', 'Fontaine', 'Greco', 'Holm'];

/** Eighty more, so that a group is larger than a page of a picker. */
export const FIELD_STAFF: Person[] = LAST.flatMap((last) =>
	FIRST.map((first) => ({
		user_name: `${first}.${last}`.toLowerCase(),
		first,
		last,
		title: 'Field Technician',
		department: 'Customer Support',
		location: 'Seattle',
		manager: 'beth.anglin',
	})),
);
