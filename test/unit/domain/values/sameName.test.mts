import { sameName } from '../../../../nodes/ServiceNowPlatform/domain/values/sameName.ts';

describe('sameName', () => {
	it.each([
		['Beth Anglin', 'beth anglin'],
		[' Network ', 'network'],
		['José', 'jose'],
		['Straße', 'strasse'],
	])('%j is %j', (stored, name) => {
		expect(sameName(stored, name)).toBe(true);
	});

	it.each([
		['Network', 'Networks'],
		['a b', 'ab'],
		['', 'x'],
		[undefined, 'undefined'],
		[7, '7'],
		[null, ''],
	])('%j is not %j', (stored, name) => {
		expect(sameName(stored, name)).toBe(false);
	});

	it('tells accents apart where two names may differ in nothing else', () => {
		expect(sameName('résumé.pdf', 'Resume.pdf', 'accent')).toBe(false);
		expect(sameName('RÉSUMÉ.pdf', 'résumé.pdf', 'accent')).toBe(true);
	});
});
