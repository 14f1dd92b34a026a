import { Memory, parsedKept, type State } from '../../../../nodes/ServiceNowPlatform/domain/changes/memory.ts';
import { stateAt } from '../../../../nodes/ServiceNowPlatform/domain/changes/start.ts';

const OVERLAP = 300;

/** So many changes, each `step` seconds after the one before, dealt with in batches of a thousand. */
function after(changes: number, step: number): State {
	let state = stateAt('about', 0);
	for (let done = 0; done < changes; done += 1_000) {
		const memory = new Memory(state);
		let second = 0;
		for (let index = done; index < done + 1_000; index++) {
			second = Math.floor(index * step);
			memory.note({ second, key: `record ${index}|1|${second}` });
			memory.known.put(`record ${index}`, { count: 1, values: ['abcdef'] });
			memory.advance(second, second);
		}
		state = memory.state({ now: second, overlap: OVERLAP });
	}
	return state;
}

describe('what is kept between two looks', () => {
	it.each([
		['ten a second', 0.1],
		['a thousand a second', 0.001],
	])(
		'is bounded after a million changes, %s',
		(_, step) => {
			const state = after(1_000_000, step);
			expect(JSON.stringify(state).length).toBeLessThan(300_000);
			expect(Object.keys(state.known)).toHaveLength(5_000);
		},
		120_000,
	);

	it('is the same text where nothing was new', () => {
		const state = after(1_000, 1);
		expect(new Memory(state).state({ now: 2_000, overlap: OVERLAP })).toBe(state);
	});

	it('shortens the overlap where more has changed within it than is remembered, and forgets no second in part', () => {
		const state = after(20_000, 0.01);
		expect(state.cursor).toBe(199);
		expect(state.floor).toBe(100);
		expect(new Memory(state).hasSeen({ second: 150, key: 'record 15000|1|150' })).toBe(true);
		expect(new Memory(state).start(OVERLAP)).toBe(100);
	});

	it.each([
		[12_000, true],
		[1_000, false],
	])('says whether it had to: %d changes', (changes, expected) => {
		const memory = new Memory(stateAt('about', 0));
		for (let index = 0; index < changes; index++) memory.note({ second: index % 100, key: String(index) });
		memory.advance(99, 99);
		memory.state({ now: 99, overlap: OVERLAP });
		expect(memory.isShortened).toBe(expected);
	});

	it('keeps the place in a second that alone has more than is remembered', () => {
		const memory = new Memory(stateAt('about', 0));
		for (let index = 0; index < 12_000; index++) memory.note({ second: 50, key: String(index) });
		memory.advance(50, 60);
		const state = memory.state({ rest: { second: 50, sys_id: 'f' }, now: 60, overlap: OVERLAP });
		expect(state).toMatchObject({ floor: 51, place: { second: 50, sys_id: 'f' } });
	});

	it('needs no place near the present, where what was seen tells it', () => {
		const memory = new Memory(stateAt('about', 0));
		memory.note({ second: 1_000, key: 'a' });
		memory.advance(1_000, 1_010);
		const rest = { second: 1_000, sys_id: 'a' };
		expect(memory.state({ rest, now: 1_010, overlap: OVERLAP })).not.toHaveProperty('place');
		expect(memory.state({ rest, now: 5_000, overlap: OVERLAP })).toMatchObject({ place: rest });
	});

	it.each([
		undefined,
		'',
		'{',
		'{}',
		'[]',
		'null',
		'{"state":{"about":"a","rev":"1","cursor":1,"floor":1,"seen":[],"known":{}}}',
	])('is none where it is %j', (text) => {
		expect(parsedKept(text)).toBeUndefined();
	});

	it('is kept with the one before, if that is whole', () => {
		const [before, state] = [stateAt('about', 1), stateAt('about', 2)];
		expect(parsedKept(JSON.stringify({ state, before, at: 3 }))).toEqual({ state, before, at: 3 });
		expect(parsedKept(JSON.stringify({ state, before: { about: 'about' }, at: 3 }))).toEqual({ state });
	});
});
