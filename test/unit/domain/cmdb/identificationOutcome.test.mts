import type { ApiFailure } from '../../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import {
	type Identification,
	identificationRequest,
} from '../../../../nodes/ServiceNowPlatform/domain/cmdb/identification.ts';
import { outcomeOf, remarksOf } from '../../../../nodes/ServiceNowPlatform/domain/cmdb/identificationOutcome.ts';
import { thrown } from '../../support/failures.mts';

type Json = Record<string, unknown>;

const asked: Identification = {
	items: [
		{ className: 'cmdb_ci_appl', values: { name: 'a' } },
		{ className: 'cmdb_ci_server', values: { sys_id: 'h' } },
	],
	relations: [{ parent: 1, child: 0, type: 'Contains::Contained by' }],
	source: 'SCCM',
	isSimulated: false,
	keepPartial: false,
	withSummary: false,
};
const item = (more: Json = {}) => ({
	className: 'cmdb_ci_appl',
	operation: 'INSERT',
	sysId: 's',
	identifierEntrySysId: 'Unknown',
	identificationAttempts: [],
	inputIndices: [0],
	errorCount: 0,
	...more,
});
const related = (more: Json = {}) => item({ sysId: 'h', operation: 'NO_CHANGE', inputIndices: [1], ...more });
const relation = (more: Json = {}) => ({ operation: 'INSERT', inputIndices: [0], errorCount: 0, ...more });
const error = { error: 'INVALID_INPUT_DATA', message: 'its words' };

function read(items: Json[], relations: Json[] = [relation()], more: Partial<Identification> = {}, summary?: Json) {
	const whole = { ...asked, ...more };
	const body = { result: { items, relations, ...(summary ? { summary } : {}) } };
	return outcomeOf(identificationRequest(whole), { status: 200, headers: {}, body }, whole);
}
const failureOf = (...given: Parameters<typeof read>) => thrown(() => read(...given)) as ApiFailure;

describe('outcomeOf', () => {
	it('tells the sys_id, what was done and what became of the relations', () => {
		expect(read([item(), related()])).toEqual({
			sys_id: 's',
			operation: 'INSERT',
			className: 'cmdb_ci_appl',
			identifierEntrySysId: 'Unknown',
			identificationAttempts: [],
			relations: [{ operation: 'INSERT', direction: 'inbound', type: 'Contains::Contained by', target_sys_id: 'h' }],
		});
	});

	it('tells warnings, remarks and summary where there are some', () => {
		const remarks = { warnings: [error], info: [{ code: 'SKIPPED_CLASS_UPGRADE', message: 'kept' }] };
		const outcome = read([item(remarks), related()], undefined, {}, { x: 1 });
		expect(outcome).toMatchObject({ ...remarks, summary: { x: 1 } });
		expect(remarksOf(outcome)).toEqual(['its words', 'kept']);
		expect(remarksOf(read([item(), related()]))).toEqual([]);
	});

	it('has no sys_id where it was only looked', () => {
		expect(read([item({ sysId: 'Unknown' }), related()], undefined, { isSimulated: true })).toMatchObject({
			sys_id: null,
			simulated: true,
		});
	});

	it.each([
		['the item', [item({ errors: [error], errorCount: 1, sysId: 'Unknown' }), related()], undefined],
		['an item that it is related to', [item(), related({ errors: [error], errorCount: 1 })], undefined],
		['a relation', [item(), related()], [relation({ errors: [error], errorCount: 1 })]],
	])('fails with ServiceNow’s words about %s', (_, items, relations) => {
		const { kind, message, facts } = failureOf(items, relations);
		expect([kind, message]).toEqual(['bad-request', 'its words']);
		expect(facts.detail).toContain('INVALID_INPUT_DATA');
		expect(facts.advice).toContain('Check the class');
	});

	it('says that the item is stored where only a relation failed, but not where it was only looked', () => {
		const relations = [relation({ errors: [error], errorCount: 1 })];
		expect(failureOf([item(), related()], relations).facts.detail).toContain('stored (INSERT, sys_id s)');
		expect(failureOf([item(), related()], relations, { isSimulated: true }).facts.detail).not.toContain('stored');
	});

	it.each(['Unknown', '', undefined])('fails where the sys_id is %j', (sysId) => {
		expect(failureOf([item({ sysId }), related()]).message).toBe('ServiceNow did not identify the configuration item');
	});

	it.each(['INSERT_AS_PARTIAL', 'INSERT_AS_INCOMPLETE'])('fails on %s, with its warning', (operation) => {
		const failure = failureOf([item({ operation, warnings: [error] }), related()], undefined, { isSimulated: true });
		expect(failure.message).toBe('its words');
	});

	it('tells every error, and what was tried', () => {
		const attempts = [
			{ info: 'sys_object_source NO_MATCH', identifierName: '' },
			{ identifierName: 'Rule', attributes: ['a', 'b'], searchOnTable: 't', attemptResult: 'SKIPPED' },
		];
		const second = { error: 'LOCK_TIMEOUT', message: 'later' };
		const { detail } = failureOf([
			item({ errors: [error, second], errorCount: 2, sysId: 'Unknown', identificationAttempts: attempts }),
			related(),
		]).facts;
		expect(detail).toBe(
			'INVALID_INPUT_DATA\nLOCK_TIMEOUT: later\nTried: sys_object_source NO_MATCH; Rule by a,b in t: SKIPPED.',
		);
	});

	it('fails on an error that is only counted, and on an answer without the item', () => {
		expect(failureOf([item({ errorCount: 1 }), related()]).message).toContain('counts an error and names none');
		expect(failureOf([]).message).toBe('ServiceNow did not identify the configuration item');
	});
});
