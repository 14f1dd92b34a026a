import { adviceFor, OAUTH_CHECKS } from '../../../../nodes/ServiceNowPlatform/domain/failure/advice.ts';
import { KINDS } from '../../support/failures.mts';

describe('adviceFor', () => {
	it.each(KINDS)('says what to do about %s, in sentences', (kind) => {
		expect(adviceFor({ kind, message: 'x' })).toMatch(/^[A-Z].{20,}\.$/s);
	});

	it('has other advice for every kind', () => {
		expect(new Set(KINDS.map((kind) => adviceFor({ kind, message: 'x' }))).size).toBe(KINDS.length);
	});

	it('names the causes of a refused token in the order in which to check them', () => {
		const advice = OAUTH_CHECKS.clientCredentials;
		const places = ['grant_type.enabled', 'OAuth Application User', 'client secret', 'scopes'].map((word) =>
			advice.indexOf(word),
		);
		expect(places.includes(-1)).toBe(false);
		expect(places).toEqual([...places].sort((a, b) => a - b));
	});

	it.each([
		['Invalid table incidnet', undefined, 'technical name'],
		['Invalid table', 'Table x does not exist', 'technical name'],
		['Operation Failed', 'Data Policy Exception: The following fields are mandatory: Close notes', 'Fill in'],
		['Operation Failed', "Operation against file 'incident' was aborted by Business Rule 'x^1'", 'business rule'],
		['User Not Authorized', 'Failed API level ACL Validation', 'closes this API'],
		['Requested URI does not represent any resource', undefined, 'plugin'],
		['Transaction cancelled: maximum execution time exceeded', undefined, 'fewer records'],
		[
			'Insufficient rights to query records',
			'Field(s) present in the query do not have permission to be read',
			'may not read',
		],
	])('knows the words "%s" / "%s"', (message, detail, advice) => {
		expect(adviceFor({ kind: 'forbidden', message, ...(detail === undefined ? {} : { detail }) })).toContain(advice);
	});
});
