import { answerOf } from '../../audit/report.mts';

describe('the audit', () => {
	it('names what is found, the worst first', () => {
		const report = {
			vulnerabilities: { minimist: { severity: 'critical' }, qs: { severity: 'low' } },
			metadata: { vulnerabilities: { info: 0, low: 1, moderate: 0, high: 0, critical: 1, total: 2 } },
		};
		expect(answerOf('What ships', JSON.stringify(report))).toEqual({
			line: 'What ships: 1 critical, 1 low: minimist (critical), qs (low)',
			findings: 2,
		});
	});

	it('says when nothing is found', () => {
		const report = { vulnerabilities: {}, metadata: { vulnerabilities: { critical: 0, total: 0 } } };
		expect(answerOf('What ships', JSON.stringify(report))).toEqual({
			line: 'What ships: nothing is known.',
			findings: 0,
		});
	});

	it.each([
		[
			'{"message":"405 Method Not Allowed - POST https://registry.example/bulk","statusCode":405}',
			'405 Method Not Allowed - POST the registry',
		],
		[
			'{"error":{"code":"ENOLOCK","summary":"This command requires an existing lockfile."}}',
			'This command requires an existing lockfile.',
		],
		['', 'npm said nothing'],
	])('is no all-clear where the registry does not answer: %s', (json, why) => {
		expect(answerOf('What ships', json)).toEqual({ line: `What ships: could not be asked for (${why}).`, findings: 0 });
	});
});
