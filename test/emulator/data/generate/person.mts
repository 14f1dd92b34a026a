import type { Finisher } from './finisher.mts';

const FIRST = [
	'Ana',
	'Ben',
	'Chidi',
	'Dana',
	'Elif',
	'Farid',
	'Greta',
	'Hiro',
	'Ines',
	'Jonas',
	'Kavya',
	'Liam',
	'Mina',
];
const LAST = ['Abbott', 'Bauer', 'Costa', 'Dubois', 'Eriksen', 'Fontana', 'Garcia', 'Hansen', 'Ito', 'Jansen', 'Kumar'];

/** The number keeps user names apart. */
export const personFinisher: Finisher = {
	columns: ['first_name', 'middle_name', 'last_name', 'name', 'user_name', 'email', 'title'],
	finish({ random, row, index }) {
		const [first, last] = [random.pick(FIRST) ?? '', random.pick(LAST) ?? ''];
		row.first_name = first;
		row.middle_name = '';
		row.last_name = last;
		row.name = `${first} ${last}`;
		row.user_name = `${first}.${last}.${index}`.toLowerCase();
		row.email = `${row.user_name}@example.com`;
		row.title = 'Specialist';
	},
};
