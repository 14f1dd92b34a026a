import fc from 'fast-check';
import { Pace } from '../../../../nodes/ServiceNowPlatform/transport/sending/pace.ts';

/** How many of so many may be under way; they are begun. */
function fill(pace: Pace, wanted: number): number[] {
	const begun: number[] = [];
	while (begun.length < wanted && pace.isFree) begun.push(pace.begin());
	return begun;
}

/** A pace of four that the instance has turned away, one after the other. */
function slowed(): Pace {
	const pace = new Pace();
	for (const one of fill(pace, 4)) pace.end(one, true);
	return pace;
}

function answer(pace: Pace, times: number): void {
	for (let nth = 0; nth < times; nth++) pace.end(pace.begin(), false);
}

describe('Pace', () => {
	it('has no bound of its own as long as nothing is turned away', () => {
		const pace = new Pace();
		answer(pace, 100);
		expect(fill(pace, 20)).toHaveLength(20);
	});

	it('is halved once by those that were under way together', () => {
		expect(fill(slowed(), 4)).toHaveLength(2);
	});

	it('is halved again when the slower ones are turned away', () => {
		const pace = slowed();
		for (const one of fill(pace, 4)) pace.end(one, true);
		expect(fill(pace, 4)).toHaveLength(1);
	});

	it('lets one be under way whatever happens', () => {
		const pace = slowed();
		for (let nth = 0; nth < 10; nth++) for (const one of fill(pace, 4)) pace.end(one, true);
		expect(fill(pace, 4)).toHaveLength(1);
	});

	it.each([
		[7, 2],
		[8, 3],
		[15, 3],
		[16, 20],
	])('takes one back every eight answers, until all are back: %d answers, %d', (answers, places) => {
		const pace = slowed();
		answer(pace, answers);
		expect(fill(pace, 20)).toHaveLength(places);
	});

	it('never stands still, whatever is answered and turned away', () => {
		fc.assert(
			fc.property(fc.array(fc.boolean(), { maxLength: 200 }), (turnedAway) => {
				const pace = new Pace();
				let underWay = fill(pace, 6);
				for (const one of turnedAway) {
					pace.end(underWay.shift() as number, one);
					underWay = underWay.concat(fill(pace, 6 - underWay.length));
					expect(underWay.length).toBeGreaterThan(0);
				}
			}),
		);
	});
});
