import { expressionsOf } from '../../regex/expressions.mts';
import type { Verdict } from '../../regex/judge.mts';
import { complaints } from '../../regex/judge.mts';

const found = (text: string) => expressionsOf('nodes/a.ts', text);

describe('the regular expressions of a file', () => {
	it('are its literals and what `new RegExp` is given, with their lines', () => {
		const text = "const a = /x\\/y+/gi;\nconst b = new RegExp('z*', 'i') ?? RegExp(/w/u);\n";
		expect(found(text)).toEqual({
			expressions: [
				{ file: 'nodes/a.ts', line: 1, source: 'x\\/y+', flags: 'gi' },
				{ file: 'nodes/a.ts', line: 2, source: 'z*', flags: 'i' },
				{ file: 'nodes/a.ts', line: 2, source: 'w', flags: 'u' },
			],
			built: [],
		});
	});

	it('are what n8n makes of a field, too', () => {
		const text = "const field = { extractValue: { type: 'regex', regex: '(a+)+b' } };";
		expect(found(text).expressions).toEqual([{ file: 'nodes/a.ts', line: 1, source: '(a+)+b', flags: '' }]);
	});

	it('are not what only looks like one', () => {
		expect(found('// /(a+)+/\nconst a = "/(b+)+/"; const c = 4 / 2 / 1;')).toEqual({ expressions: [], built: [] });
	});

	it('are named by their place where only a run can tell', () => {
		expect(found('const make = (own: string) =>\n\tnew RegExp(own + "x");').built).toEqual([
			{ file: 'nodes/a.ts', line: 2 },
		]);
	});
});

describe('the check of regular expressions', () => {
	const slow = { file: 'nodes/a.ts', line: 7, source: '^\\s+|\\s+$', flags: 'g' };
	const verdict: Verdict = {
		status: 'vulnerable',
		complexity: { summary: '2nd degree polynomial' },
		attack: { pattern: "' '.repeat(9)" },
	};
	const judge = (given: Verdict, known = {}, built = [] as Array<{ file: string; line: number }>) =>
		complaints({ expressions: [slow], built }, new Map([['/^\\s+|\\s+$/g', given]]), known);

	it('names place, expression, how bad it is and what to try', () => {
		expect(judge(verdict)).toEqual([
			"nodes/a.ts:7 /^\\s+|\\s+$/g takes 2nd degree polynomial time; try it on ' '.repeat(9)",
		]);
	});

	it('passes what is safe, and what is known', () => {
		expect(judge({ status: 'safe' })).toEqual([]);
		expect(judge(verdict, { 'a.ts': ['/^\\s+|\\s+$/g'] })).toEqual([]);
	});

	it('takes no verdict for a failure', () => {
		expect(judge({ status: 'unknown', error: { kind: 'timeout' } })).toEqual([
			'nodes/a.ts:7 /^\\s+|\\s+$/g could not be judged (timeout): make it simpler',
		]);
	});

	it('wants the list of known ones to get shorter', () => {
		const gone = 'a.ts /^\\s+|\\s+$/g is not there any more, or safe: take it off the list in test/regex/known.mts';
		expect(judge({ status: 'safe' }, { 'a.ts': ['/^\\s+|\\s+$/g'] })).toEqual([gone]);
	});

	it('refuses one that is put together of what is entered', () => {
		const built = [{ file: 'nodes/b.ts', line: 3 }];
		expect(judge({ status: 'safe' }, {}, built)).toEqual([
			'nodes/b.ts:3 is put together of what is entered, and so cannot be checked',
		]);
	});
});
