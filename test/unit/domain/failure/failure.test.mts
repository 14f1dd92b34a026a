import {
	ApiFailure,
	expected,
	expectedForbidden,
	isHopeless,
} from '../../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import { InputError } from '../../../../nodes/ServiceNowPlatform/domain/failure/inputError.ts';
import { failure, KINDS, thrown } from '../../support/failures.mts';

describe('isHopeless', () => {
	it('is true of what every other request would meet, too', () => {
		expect(KINDS.filter((kind) => isHopeless(failure(kind)))).toEqual([
			'sign-in',
			'token-unavailable',
			'not-connected',
			'unauthenticated',
			'hibernating',
			'login-page',
			'redirected',
			'unreachable',
			'blocked',
			'certificate',
		]);
	});

	it.each([[new Error('sign-in')], [undefined], [{ kind: 'sign-in' }]])(
		'is false of what is no failure: %p',
		(error) => {
			expect(isHopeless(error)).toBe(false);
		},
	);
});

describe('expected', () => {
	it('gives an error of the class', () => {
		const lost = failure('lost');
		expect(expected(lost, ApiFailure)).toBe(lost);
	});

	it.each([[new InputError('Field', 'is empty', 'Fill it in.')], [new RangeError('mistake')], ['text'], [undefined]])(
		'lets any other go on its way: %p',
		(error) => {
			expect(thrown(() => expected(error, ApiFailure))).toBe(error);
		},
	);
});

describe('expectedForbidden', () => {
	it('gives a refusal', () => {
		const refusal = failure('forbidden');
		expect(expectedForbidden(refusal)).toBe(refusal);
	});

	it.each([[failure('lost')], [failure('not-found')], [new RangeError('mistake')]])(
		'lets any other go on its way: %p',
		(error) => {
			expect(thrown(() => expectedForbidden(error))).toBe(error);
		},
	);
});
