import { isSysId } from '../../address/record';
import type { ExecutionCache } from '../../api/executionCache';
import { InputError } from '../../failure/inputError';
import type { Json } from '../../api/json';
import { listRequest } from '../../api/listRequest';
import { recordsOf, type Steps } from '../../api/request';
import { equals, any } from '../../encodedQuery';
import type { RecordKey } from '../../records/lookup';
import { sameName } from '../../values/sameName';

/** More additional people ServiceNow does not take at once. */
const MOST = 50;
const KEYS = ['user_name', 'email'] as const;

/** Names of people in one text or a list. @throws InputError when there are too many of them */
export function peopleIn(value: unknown, field: string): string[] {
	const parts = Array.isArray(value) ? value.map(String) : String(value ?? '').split(/[,;\r\n]+/);
	const names = [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))];
	if (names.length <= MOST) return names;
	throw new InputError(
		field,
		`${names.length} people are named, and ServiceNow takes no more than ${MOST} besides the first`,
		'Order for the others with further items.',
	);
}

export function* findPersonId(cache: ExecutionCache, field: string, key: RecordKey): Steps<string> {
	if ('sys_id' in key) return key.sys_id;
	const [id = ''] = yield* findPeopleIds(cache, field, [key.value]);
	return id;
}

/** The sys_ids of people who are given by sys_id, user name or e-mail address, found with one request. @throws InputError */
export function* findPeopleIds(cache: ExecutionCache, field: string, names: string[]): Steps<string[]> {
	const wanted = names.filter((name) => !isSysId(name));
	const rows = wanted.length === 0 ? [] : yield* findPeople(cache, field, wanted);
	const ids = names.map((name) => (isSysId(name) ? name.toLowerCase() : idOf(rows, field, name)));
	return [...new Set(ids)];
}

function* findPeople(cache: ExecutionCache, field: string, names: string[]): Steps<Json[]> {
	const query = any(...names.flatMap((name) => KEYS.map((key) => equals(key, name, field))));
	const response = yield* cache.ask(listRequest('sys_user', query, ['sys_id', ...KEYS], names.length * 4));
	return recordsOf(response);
}

function idOf(rows: Json[], field: string, name: string): string {
	for (const key of KEYS) {
		const hits = rows.filter((row) => sameName(row[key], name, 'accent'));
		if (hits.length > 1) {
			const list = hits.map(({ sys_id }) => String(sys_id)).join(', ');
			throw new InputError(field, `Several users have the ${key} "${name}": ${list}`, 'Give the sys_id of one.');
		}
		if (hits[0] !== undefined) return String(hits[0].sys_id);
	}
	throw new InputError(
		field,
		`No user has the user name or email "${name}"`,
		'Check it; or an access rule (ACL) hides the user from the signed-in user.',
	);
}
