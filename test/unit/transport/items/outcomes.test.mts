import { ApiFailure } from '../../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import { isUndecided } from '../../../../nodes/ServiceNowPlatform/domain/failure/undecided.ts';
import { Outcomes } from '../../../../nodes/ServiceNowPlatform/transport/items/outcomes.ts';

const refused = new ApiFailure({ kind: 'unauthenticated', message: 'Refused', method: 'POST', followsDoubt: true });
const failureOf = (outcomes: Outcomes<unknown>, index: number) => {
	const outcome = outcomes.list[index];
	return outcome?.done === false && outcome.error instanceof ApiFailure ? outcome.error : undefined;
};

describe('What ends everything', () => {
	it('is not told to others as if their writes might have been done', () => {
		const outcomes = new Outcomes(2);
		outcomes.saw(outcomes.progressOf(0), refused);
		outcomes.fill(refused);
		const [own, other] = [failureOf(outcomes, 0), failureOf(outcomes, 1)];
		expect(own && isUndecided(own.facts)).toBe(true);
		expect(other?.facts.message).toBe('Refused');
		expect(other && isUndecided(other.facts)).toBe(false);
	});
});
